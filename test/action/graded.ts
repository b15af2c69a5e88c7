/** Fixtures, graded for real: the output folders that a workflow finds. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import kafkaConsumers from '../../graders/kafka-consumers/exercise.ts';
import { gradeSubmission } from '../../src/grading/grade-submission.ts';
import { openWorld } from '../../src/grading/world.ts';
import { fixturesFolder } from '../support/fixtures.ts';
import { testBroker } from '../support/test-broker.ts';
import { testIsolation } from '../support/test-isolation.ts';

const atOnce = 3;

export interface GradedFixtures extends AsyncDisposable {
  /** The output folder of a fixture. */
  outOf(name: string): string;
}

export async function gradeFixtures(names: readonly string[]): Promise<GradedFixtures> {
  const folder = await mkdtemp(join(tmpdir(), 'kafka-grader-action-'));
  await using world = await openWorld({
    choice: testBroker,
    isolation: await testIsolation(),
    slots: 160,
    report: () => {},
    signal: new AbortController().signal,
  });
  const waiting = [...names];
  const gradeNext = async (): Promise<void> => {
    const name = waiting.shift();
    if (name === undefined) return;
    await gradeSubmission({
      exercise: kafkaConsumers,
      rubric: kafkaConsumers.rubric,
      folder: join(fixturesFolder, 'kafka-consumers', name),
      out: join(folder, name),
      world,
      seed: `action/${name}`,
      graderVersion: '0.0.0',
      environment: process.env,
    });
    await gradeNext();
  };
  await Promise.all(Array.from({ length: atOnce }, gradeNext));
  return {
    outOf: (name) => join(folder, name),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}
