/** Every fixture is graded for real, and fails what its `expected.json` says and nothing else. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exerciseIds, loadExercise } from '../src/exercises/built-in.ts';
import type { CheckResult, Grade } from '../src/grade/grade.ts';
import { gradeSubmission } from '../src/grading/grade-submission.ts';
import { type OwnedWorld, openWorld } from '../src/grading/world.ts';
import { expectationOf, fixtureNames, fixturesFolder } from './support/fixtures.ts';
import { flawsOf } from './support/flaws.ts';
import { testBroker } from './support/test-broker.ts';
import { testIsolation } from './support/test-isolation.ts';

const abort = new AbortController();
let world: OwnedWorld;
let out: string;

beforeAll(async () => {
  out = process.env['KILL_MATRIX_OUT'] ?? (await mkdtemp(join(tmpdir(), 'kill-matrix-')));
  world = await openWorld({
    choice: testBroker,
    isolation: await testIsolation(),
    slots: 160,
    report: () => {},
    signal: abort.signal,
  });
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
    { timeout: 900_000 },
    async (name, { expect }) => {
      const { grade, observations } = await gradeSubmission({
        exercise,
        rubric: exercise.rubric,
        folder: join(fixturesFolder, exercise.id, name),
        out: join(out, exercise.id, name),
        world,
        seed: `kill-matrix/${name}`,
        graderVersion: '0.0.0',
        environment: process.env,
      });
      expect(lostPoints(grade), reasonsIn(grade)).toEqual(expectedLosses(exercise.id, name));
      // No fixture asks for what it may not have; the tap must not think so of any.
      expect(grade.violations).toEqual([]);
      expect(placesIn(grade), reasonsIn(grade)).toMatchObject(expectationOf(exercise.id, name).at ?? {});
      expect(
        flawsOf(
          grade.checks.map((check) => [check.id, check]),
          observations,
        ),
      ).toEqual([]);
    },
  );

  test('every check has a submission that fails it', () => {
    const failing = new Set(names.flatMap((name) => Object.keys(expectationOf(exercise.id, name).failed)));
    expect(exercise.checks.map(({ id }) => id).filter((id) => !failing.has(id))).toEqual([]);
  });
});

/** What the grader said, for whoever finds it wrong. */
function reasonsIn({ checks }: Grade): string {
  return checks.flatMap(({ id, status, reason }) => (status === 'passed' ? [] : [`${id}: ${reason}`])).join('\n');
}

/** Every check that did not pass, as `status: why`, so that a difference shows what the grader said. */
function lostPoints(grade: Grade): Record<string, string> {
  return Object.fromEntries(
    grade.checks.filter(({ status }) => status !== 'passed').map((check) => [check.id, lossOf(check)]),
  );
}

function placesIn(grade: Grade): Record<string, string> {
  return Object.fromEntries(
    grade.checks.flatMap(({ id, location }) =>
      location ? [[id, `${location.file}:${location.line}:${location.column}`]] : [],
    ),
  );
}

function lossOf({ status, reason, points, blockedBy }: CheckResult): string {
  switch (status) {
    case 'passed':
      return status;
    case 'failed':
      return failedWith(points ?? 0);
    case 'skipped':
      return `${status} by ${blockedBy}`;
    case 'inconclusive':
      return `${status}: ${reason}`;
  }
}

function failedWith(points: number): string {
  return points === 0 ? 'failed' : `failed with ${points} points`;
}

function expectedLosses(exercise: string, name: string): Record<string, string> {
  const { failed, skipped, points } = expectationOf(exercise, name);
  return {
    ...Object.fromEntries(Object.keys(failed).map((id) => [id, failedWith(points[id] ?? 0)])),
    ...Object.fromEntries(Object.entries(skipped).map(([id, blocker]) => [id, `skipped by ${blocker}`])),
  };
}
