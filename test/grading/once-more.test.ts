/** A scenario by which nothing could be decided is played once more. */
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import kafkaConsumers from '../../graders/kafka-consumers/exercise.ts';
import { historyOf } from '../../src/evidence/history.ts';
import { gradeSubmission } from '../../src/grading/grade-submission.ts';
import { openWorld } from '../../src/grading/world.ts';
import { bareIsolation } from '../../src/isolation/bare.ts';
import { fixturesFolder } from '../support/fixtures.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';
import { testBroker } from '../support/test-broker.ts';

/** As a client does that never begins to fetch: the first of those that are to begin at the beginning. */
const hangsOnce = (flag: string) => `
import { writeFileSync } from 'node:fs';
const isFirst = () => {
  try {
    writeFileSync('${flag}', '', { flag: 'wx' });
    return true;
  } catch {
    return false;
  }
};
if (process.env.KAFKA_AUTO_OFFSET_RESET === 'earliest' && isFirst()) {
  await new Promise((resolve) => setTimeout(resolve, 3_600_000));
}
`;

test('where a client stood still once and nowhere else', { timeout: 180_000 }, async () => {
  await using folder = await makeTemporaryFolder();
  const submission = join(folder.path, 'ada');
  await cp(join(fixturesFolder, 'kafka-consumers', 'reference'), submission, { recursive: true });
  const consumer = join(submission, 'consumer.ts');
  await writeFile(consumer, hangsOnce(join(folder.path, 'flag')) + (await readFile(consumer, 'utf8')));
  const { signal } = new AbortController();
  const isolation = bareIsolation('none', 'the-graders');
  await using world = await openWorld({ choice: testBroker, isolation, report: () => {}, signal });

  const { grade, observations } = await gradeSubmission({
    exercise: kafkaConsumers,
    rubric: kafkaConsumers.rubric.filter(({ id }) => id === 'consume.prints-every-value'),
    folder: submission,
    out: join(folder.path, 'out'),
    world,
    seed: 'once more',
    graderVersion: '0.0.0',
    environment: process.env,
  });
  const plays = historyOf(observations).plays.map(({ name }) => name);
  expect(plays.filter((name) => plays.indexOf(name) !== plays.lastIndexOf(name)).length).toBe(2);
  expect(grade).toMatchObject({ final: true, score: grade.maxScore });
});
