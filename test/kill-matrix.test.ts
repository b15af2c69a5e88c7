/** Every fixture is graded for real, and fails what its `expected.json` says and nothing else. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exerciseIds, loadExercise } from '../src/exercises/built-in.ts';
import type { Grade } from '../src/grade/grade.ts';
import { gradeSubmission } from '../src/grading/grade-submission.ts';
import { type GradingWorld, openWorld } from '../src/grading/world.ts';
import { expectationOf, fixtureNames, fixturesFolder } from './support/fixtures.ts';
import { testBroker } from './support/test-broker.ts';

const abort = new AbortController();
let world: GradingWorld;
let out: string;

beforeAll(async () => {
  out = process.env['KILL_MATRIX_OUT'] ?? (await mkdtemp(join(tmpdir(), 'kill-matrix-')));
  world = await openWorld({ choice: testBroker, slots: 160, report: () => {}, signal: abort.signal });
});

afterAll(async () => {
  await world[Symbol.asyncDispose]();
  if (!process.env['KILL_MATRIX_OUT']) await rm(out, { recursive: true, force: true });
});

const only = process.env['KILL_MATRIX_ONLY']?.split(',');

describe.each(await Promise.all((await exerciseIds()).map(loadExercise)))('$id', (exercise) => {
  const names = fixtureNames(exercise.id);

  test.concurrent.for(names.filter((name) => !only || only.includes(name)))(
    '%s',
    { timeout: 300_000 },
    async (name, { expect }) => {
      const { grade } = await gradeSubmission({
        exercise,
        rubric: exercise.rubric,
        folder: join(fixturesFolder, exercise.id, name),
        out: join(out, exercise.id, name),
        world,
        seed: `kill-matrix/${name}`,
        graderVersion: '0.0.0',
        environment: process.env,
      });
      expect(lostPoints(grade)).toEqual(expectedLosses(exercise.id, name));
    },
  );

  test('every check has a submission that fails it', () => {
    const failing = new Set(names.flatMap((name) => Object.keys(expectationOf(exercise.id, name).failed)));
    expect(exercise.checks.map(({ id }) => id).filter((id) => !failing.has(id))).toEqual([]);
  });
});

/** Every check that did not pass, as `status: why`, so that a difference shows what the grader said. */
function lostPoints(grade: Grade): Record<string, string> {
  return Object.fromEntries(
    grade.checks
      .filter(({ status }) => status !== 'passed')
      .map(({ id, status, blockedBy, reason }) => [
        id,
        status === 'inconclusive' ? `${status}: ${reason}` : blockedBy === null ? status : `${status} by ${blockedBy}`,
      ]),
  );
}

function expectedLosses(exercise: string, name: string): Record<string, string> {
  const { failed, skipped } = expectationOf(exercise, name);
  return {
    ...Object.fromEntries(Object.keys(failed).map((id) => [id, 'failed'])),
    ...Object.fromEntries(Object.entries(skipped).map(([id, blocker]) => [id, `skipped by ${blocker}`])),
  };
}
