/** What the records of batches say together, if they are of the same exercise, checks, rubric and grader. */
import type { ClassMember, ClassPart, ClassRecord, Shard } from './class-record.ts';

/** What must be the same in batches that are to be one, and what is said where it is not. */
const sameness = [
  {
    tell: ({ exercise }: ClassRecord) => exercise,
    say: (one: string, other: string) => `its exercise is ${other}, not ${one}`,
  },
  {
    tell: ({ grader }: ClassRecord) => grader.version,
    say: (one: string, other: string) => `its grader is of version ${other}, not ${one}`,
  },
  {
    tell: ({ checks }: ClassRecord) => JSON.stringify(checks.map(({ id, points }) => [id, points])),
    say: () => 'it has other checks, or other points for them',
  },
  {
    tell: ({ grader }: ClassRecord) => grader.rubricSha256,
    say: () => 'its rubric is another one',
  },
] as const;

/** Why the second batch can't be one with the first, as part of a sentence; null where it can. */
export function contradictionBetween(one: ClassRecord, other: ClassRecord): string | null {
  for (const { tell, say } of sameness) {
    if (tell(one) !== tell(other)) return say(tell(one), tell(other));
  }
  return null;
}

/** One record of all, which must not contradict each other; `members` is what is known of each submission then. */
export function joinRecords(
  [first, ...others]: readonly [ClassRecord, ...ClassRecord[]],
  members: readonly ClassMember[],
): ClassRecord {
  const records = [first, ...others];
  const parts = records.flatMap(partsOf);
  const seeds = new Set(parts.map(({ seed }) => seed));
  const nodes = new Set(parts.map(({ node }) => node));
  const starts = parts.map(({ startedAt }) => startedAt).sort();
  return {
    schema: first.schema,
    exercise: first.exercise,
    checks: first.checks,
    grader: { ...first.grader, seed: [...seeds].join(', '), node: [...nodes].join(', ') },
    shard: null,
    jobs: parts.reduce((sum, { jobs }) => sum + jobs, 0),
    startedAt: starts[0] ?? first.startedAt,
    durationMs: parts.reduce((longest, { durationMs }) => Math.max(longest, durationMs), 0),
    parts,
    submissions: [...members].sort((one, other) => (one.id < other.id ? -1 : 1)),
    absent: absentFromAll(records, members),
  };
}

/** Those shards whose sisters are there, in order. */
export function missingShards(parts: readonly Pick<ClassPart, 'shard'>[]): Shard[] {
  const shards = parts.flatMap(({ shard }) => shard ?? []);
  const there = new Set(shards.map(({ index, of }) => `${index}/${of}`));
  const counts = [...new Set(shards.map(({ of }) => of))];
  const wanted = counts.flatMap((of) => Array.from({ length: of }, (_, before) => ({ index: before + 1, of })));
  return wanted.filter(({ index, of }) => !there.has(`${index}/${of}`));
}

/** A merge is its parts; any other batch is one. */
function partsOf({ parts, shard, grader, jobs, startedAt, durationMs }: ClassRecord): ClassPart[] {
  return parts.length > 0 ? parts : [{ shard, seed: grader.seed, node: grader.node, jobs, startedAt, durationMs }];
}

/** Whoever handed in nothing to one batch may have handed in something to another. */
function absentFromAll(records: readonly ClassRecord[], members: readonly ClassMember[]): ClassRecord['absent'] {
  const present = new Set(members.map(({ student }) => JSON.stringify(student)));
  const absent = new Map(
    records.flatMap((record) => record.absent.map((each) => [JSON.stringify(each), each] as const)),
  );
  return [...absent].filter(([key]) => !present.has(key)).map(([, student]) => student);
}
