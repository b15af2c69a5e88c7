import { join } from 'node:path';
import { exists } from '../exists.ts';
import type { ClassMember, ClassRecord, Shard } from '../grade/class-record.ts';
import { contradictionBetween, joinRecords, missingShards } from '../grade/join-records.ts';
import { GraderError } from '../grader-error.ts';
import { recordFile, submissionsFolder } from '../grading/output-folder.ts';
import { readGradeOf } from '../grading/read-grade.ts';
import { chooseResult, type Result } from './choose-result.ts';
import { beginTarget, copyFolder, requireTarget } from './merge-target.ts';
import type { Outcome } from './outcome.ts';
import { readBatchRecord } from './read-batch-record.ts';
import { writeClassFiles } from './write-class.ts';

export interface Merging {
  /** The output folders of batches. */
  outputs: readonly string[];
  out: string;
  signal: AbortSignal;
}

export interface Merged {
  outcomes: readonly Outcome[];
  missing: readonly Shard[];
  /** Outputs of batches that have not ended: they are left out. */
  unfinished: readonly string[];
}

interface Ended {
  path: string;
  record: ClassRecord;
}

/** Joins what batches have left into one. There is never half a merge at `out`. */
export async function mergeOutputs({ outputs, out, signal }: Merging): Promise<Merged> {
  const { ended, unfinished } = await readRecords([...new Set(outputs)]);
  await requireTarget(out, outputs);
  const results = await chosenResults(ended, signal);
  const [first, ...others] = ended.map(({ record }) => record);
  if (first === undefined) throw nothingEnded(unfinished);
  const record = joinRecords(
    [first, ...others],
    results.map(({ member }) => member),
  );
  await using target = await beginTarget(out);
  for (const { from, member } of results) {
    signal.throwIfAborted();
    const folder = join(submissionsFolder, member.id);
    if (await exists(join(from, folder))) await copyFolder(join(from, folder), join(target.path, folder));
  }
  await writeClassFiles(
    target.path,
    record,
    results.map(({ member, grade }) => ({ id: member.id, grade })),
  );
  await target.finish();
  return { outcomes: results.map(outcomeOf), missing: missingShards(record.parts), unfinished };
}

/** CANNOT_MERGE where one of them contradicts the first. */
async function readRecords(outputs: readonly string[]): Promise<{ ended: Ended[]; unfinished: string[] }> {
  const ended: Ended[] = [];
  const unfinished: string[] = [];
  for (const path of outputs) {
    const record = await readBatchRecord(path);
    if (record === null) unfinished.push(path);
    else ended.push({ path, record });
  }
  const [first, ...others] = ended;
  for (const other of others) {
    const contradiction = first && contradictionBetween(first.record, other.record);
    if (contradiction) {
      throw new GraderError('CANNOT_MERGE', `${other.path} can't be joined with ${first.path}: ${contradiction}.`);
    }
  }
  return { ended, unfinished };
}

/** One for each id, in the order of the ids. */
async function chosenResults(ended: readonly Ended[], signal: AbortSignal): Promise<Result[]> {
  const chosen = new Map<string, Result>();
  for (const { path, record } of ended) {
    for (const member of record.submissions) {
      signal.throwIfAborted();
      const result = { from: path, member, grade: await gradeOf(path, member) };
      const earlier = chosen.get(member.id);
      chosen.set(member.id, earlier ? chooseResult(earlier, result) : result);
    }
  }
  return [...chosen.values()].sort((one, other) => (one.member.id < other.member.id ? -1 : 1));
}

async function gradeOf(output: string, { id, status }: ClassMember): Promise<Result['grade']> {
  return status === 'graded' ? readGradeOf(join(output, submissionsFolder, id)) : null;
}

function outcomeOf({ member: { id, attempts, why }, grade }: Result): Outcome {
  if (grade !== null) return { id, attempts, status: 'graded', grade };
  return { id, attempts, status: 'not-graded', why: why ?? 'its batch does not say why' };
}

function nothingEnded(unfinished: readonly string[]): GraderError {
  const message = `Nothing to merge: no batch has ended in ${unfinished.join(', ')}, none of which holds a ${recordFile}; go on with them by \`kafka-grader batch … --resume\`.`;
  return new GraderError('NO_SUCH_OUTPUT', message);
}
