/** The whole reference submission, graded through a broker in a container. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import kafkaConsumers from '../graders/kafka-consumers/exercise.ts';
import { gradeSubmission } from '../src/grading/grade-submission.ts';
import { openWorld } from '../src/grading/world.ts';
import { fixturesFolder } from '../test/support/fixtures.ts';
import { testIsolation } from '../test/support/test-isolation.ts';

test('the reference earns full marks in a container', { timeout: 300_000 }, async () => {
  const out = await mkdtemp(join(tmpdir(), 'container-grade-'));
  try {
    await using world = await openWorld({
      choice: 'container',
      isolation: await testIsolation(),
      report: () => {},
      signal: new AbortController().signal,
    });
    const { grade } = await gradeSubmission({
      exercise: kafkaConsumers,
      rubric: kafkaConsumers.rubric,
      folder: join(fixturesFolder, 'kafka-consumers', 'reference'),
      out,
      world,
      seed: 'container',
      graderVersion: '0.0.0',
      environment: process.env,
    });
    expect(grade.checks.filter(({ status }) => status !== 'passed')).toEqual([]);
    expect(grade).toMatchObject({ score: 100, maxScore: 100, final: true, broker: { kind: 'container' } });
  } finally {
    await rm(out, { recursive: true, force: true });
  }
});
