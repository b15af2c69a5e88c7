/** A program that asks for what it may not have loses no points by it, harms nobody, and is named. */
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import kafkaConsumers from '../../graders/kafka-consumers/exercise.ts';
import { gradeSubmission } from '../../src/grading/grade-submission.ts';
import { type OwnedWorld, openWorld } from '../../src/grading/world.ts';
import { sayViolations } from '../../src/report/say-violation.ts';
import { fixturesFolder } from '../support/fixtures.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';
import { testBroker } from '../support/test-broker.ts';
import { testIsolation } from '../support/test-isolation.ts';

let world: OwnedWorld;

beforeAll(async () => {
  world = await openWorld({
    choice: testBroker,
    isolation: await testIsolation(),
    report: () => {},
    signal: new AbortController().signal,
  });
}, 120_000);

afterAll(async () => {
  await world?.[Symbol.asyncDispose]();
});

/** Before it does what it should, it tries to get rid of every topic and group that it can find. */
const sabotage = `
const admin = new Kafka({ brokers, logLevel: logLevel.NOTHING, retry: { retries: 0 } }).admin();
await admin.connect();
const topics = await admin.listTopics();
const groups = (await admin.listGroups()).groups.map(({ groupId }) => groupId);
await admin.deleteTopics({ topics }).catch(() => {});
if (groups.length > 0) await admin.deleteGroups(groups).catch(() => {});
await admin.createTopics({ topics: [{ topic: 'litter' }] }).catch(() => {});
await admin.disconnect();
`;

test('a consumer that deletes topics and groups is graded as if it did not', { timeout: 120_000 }, async () => {
  await using folder = await makeTemporaryFolder();
  const submission = join(folder.path, 'saboteur');
  await cp(join(fixturesFolder, 'kafka-consumers', 'reference'), submission, { recursive: true });
  const consumer = join(submission, 'consumer.ts');
  const right = await readFile(consumer, 'utf8');
  await writeFile(consumer, right.replace('await consumer.connect();', `${sabotage}\nawait consumer.connect();`));
  await world.client.createTopic('neighbours', { partitions: 1 });

  const { grade } = await gradeSubmission({
    exercise: kafkaConsumers,
    rubric: kafkaConsumers.rubric.filter(({ id }) => id === 'consume.prints-every-value'),
    folder: submission,
    out: join(folder.path, 'out'),
    world,
    seed: 'sabotage',
    graderVersion: '0.0.0',
    environment: process.env,
  });
  expect(grade).toMatchObject({ final: true, score: grade.maxScore });
  expect(grade.violations).toContainEqual(
    expect.objectContaining({ of: 'request', program: 'consumer', api: 'DeleteTopics', rule: 'forbidden' }),
  );
  expect(sayViolations(grade)).toContain('The consumer tried to create topics (litter): refused.');
  expect((await world.client.readLog('neighbours')).records).toEqual([]);
});
