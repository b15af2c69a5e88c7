/** Every attack is graded for real at every level that this machine has, and gets to what its `expected.json` says and no further. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { loadExercise } from '../src/exercises/built-in.ts';
import { gradeAsRead } from '../src/grading/grade-submission.ts';
import { journalFile } from '../src/grading/output-folder.ts';
import { type OwnedWorld, openWorld, slotsPerGrading } from '../src/grading/world.ts';
import { type HostileCase, hostileCases, type Level, outcomeAt, type Spoil } from '../test/support/hostile-cases.ts';
import { levelsHere } from '../test/support/levels-here.ts';
import { testBroker } from '../test/support/test-broker.ts';
import { handIn } from './hand-in.ts';
import { steeredReports } from './steering.ts';
import { setTrap } from './trap.ts';

const exercise = await loadExercise('kafka-consumers');
const abort = new AbortController();
let out: string;

beforeAll(async () => {
  out = process.env['HOSTILE_OUT'] ?? (await mkdtemp(join(tmpdir(), 'hostile-')));
});

afterAll(async () => {
  if (!process.env['HOSTILE_OUT']) await rm(out, { recursive: true, force: true });
});

const only = process.env['HOSTILE_ONLY']?.split(',');
const cases = hostileCases.filter(({ name }) => !only || only.some((each) => name.startsWith(each)));

describe.each([...(await levelsHere())])('at %s', (level, isolation) => {
  let world: OwnedWorld;
  beforeAll(async () => {
    world = await openWorld({
      choice: testBroker,
      isolation,
      slots: 6 * slotsPerGrading,
      report: () => {},
      signal: abort.signal,
    });
  });
  afterAll(() => world[Symbol.asyncDispose]());

  test.concurrent.for(cases)('$name', { timeout: 900_000 }, async (hostile, { expect }) => {
    const { lost, reached, events } = outcomeAt(hostile, level);
    const seen = await attack(hostile, level, world);
    expect.soft(seen.lost, seen.reasons).toEqual(lost);
    expect.soft(seen.reached).toEqual([...reached].sort());
    expect.soft(events.filter((type) => !seen.events.has(type))).toEqual([]);
  });
});

async function attack({ name, only: checks }: HostileCase, level: Level, world: OwnedWorld) {
  await using trap = await setTrap(world);
  const folder = await mkdtemp(join(out, `${level}-`));
  const submission = await handIn(name, { folder, exercise, targets: trap.targets });
  const graded = await gradeAsRead(submission, {
    exercise,
    rubric: exercise.rubric.filter(({ id }) => checks.includes(id)),
    out: join(folder, 'out'),
    world,
    seed: `hostile/${name}`,
    graderVersion: '0.0.0',
    environment: process.env,
  });
  const reached = new Set<Spoil>(await trap.sprung());
  const journal = await readFile(join(folder, 'out', journalFile), 'utf8');
  if (trap.secrets.some((secret) => journal.includes(secret))) reached.add('secret-read');
  const lines = graded.observations.flatMap((each) =>
    each.type === 'line' && each.stream === 'stdout' ? [each.text] : [],
  );
  if (lines.some((text) => text.startsWith('REACHED'))) reached.add('limit-passed');
  if ((await steeredReports(graded, exercise)).length > 0) reached.add('report-steered');
  if ('polluted' in Object.prototype) reached.add('grader-changed');
  return {
    lost: Object.fromEntries(
      graded.grade.checks.flatMap(({ id, status }) => (status === 'passed' ? [] : [[id, status]])),
    ),
    reasons: graded.grade.checks.map(({ id, reason }) => `${id}: ${reason}`).join('\n'),
    reached: [...reached].sort(),
    events: new Set<string>(graded.observations.map(({ type }) => type)),
  };
}
