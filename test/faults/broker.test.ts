/** Kafka dies, or stands still, in the middle of a scenario: no verdict is wrong, and what was seen stays. */
import { writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { fixture, isBlameless, nothing, printsOrder, type Scene, setScene, statusesOf } from './scene.ts';

const only = ['--only', 'consume.survives-bad-records,produce', '--broker', 'jvm'];
const allPassed = {
  'consume.survives-bad-records': 'passed',
  'produce.sends-every-order': 'passed',
  'produce.keeps-customer-order': 'passed',
  'produce.exits-cleanly': 'passed',
};

const limitMs = 240_000;

/** Sends the signal to the JVM once a consumer of the grading has printed. */
async function signalBroker(scene: Scene, out: string, signal: NodeJS.Signals): Promise<number> {
  await scene.moment(out, printsOrder);
  const pid = await scene.broker();
  process.kill(pid, signal);
  return pid;
}

async function expectCutShort(scene: Scene, grading: ReturnType<Scene['run']>, told: RegExp): Promise<void> {
  const { exitCode, stderr } = await grading;
  expect(exitCode, stderr).toBe(2);
  expect(stderr).toMatch(told);
  expect(stderr).toMatch(/Nothing of that counts against a submission: grade it again\./);
  const grade = await scene.grade('out');
  expect(grade.final).toBe(false);
  expect(isBlameless(grade), JSON.stringify(grade.checks)).toBe(true);
  expect((await scene.observed('out')).filter(printsOrder)).not.toEqual([]);
  expect(await scene.left()).toEqual(nothing);
}

test.concurrent('killed: the grade is not final, and says so', { timeout: limitMs }, async ({ expect }) => {
  await using scene = await setScene();
  const grading = scene.run(['grade', fixture('reference'), ...only, '--out', 'out']);
  await signalBroker(scene, 'out', 'SIGKILL');
  await expectCutShort(scene, grading, /Kafka ended in the middle of the grading: SIGKILL\. \(BROKER_DIED\)/);
  const { exitCode } = await scene.run(['regrade', 'out', '--out', 'again']);
  expect(exitCode).toBe(2);
  expect(statusesOf(await scene.grade('again'))).toEqual(statusesOf(await scene.grade('out')));
});

test.concurrent('killed under a batch: it is replaced, and the grades are those of an undisturbed one', {
  timeout: limitMs,
}, async ({ expect }) => {
  await using scene = await setScene();
  await scene.handIn('reference', 'no-key');
  const batch = scene.run(['batch', 'class', ...only, '--jobs', '2', '--out', 'out']);
  await signalBroker(scene, 'out/submissions/reference', 'SIGKILL');
  const { exitCode, stdout, stderr } = await batch;
  expect(exitCode, stdout + stderr).toBe(0);
  expect(stderr).toMatch(
    /to be graded again, since Kafka ended in the middle of the grading: SIGKILL\. \(BROKER_DIED\)/,
  );
  expect(statusesOf(await scene.grade('out/submissions/reference'))).toEqual(allPassed);
  expect(statusesOf(await scene.grade('out/submissions/no-key'))).toEqual({
    ...allPassed,
    'produce.keeps-customer-order': 'failed',
  });
  expect(await scene.left()).toEqual(nothing);
});

test.concurrent('standing still for a while: the verdicts are right', { timeout: limitMs }, async ({ expect }) => {
  await using scene = await setScene();
  const grading = scene.run(['grade', fixture('reference'), ...only, '--out', 'out']);
  const pid = await signalBroker(scene, 'out', 'SIGSTOP');
  await scene.moment('out', ({ type }) => type === 'broker-silent');
  process.kill(pid, 'SIGCONT');
  const { exitCode, stderr } = await grading;
  expect(exitCode, stderr).toBe(0);
  expect(statusesOf(await scene.grade('out'))).toEqual(allPassed);
  expect(await scene.left()).toEqual(nothing);
});

/** Gives up after two seconds, where the contract lets it: without an answer no order was sent. */
const impatient = `
import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { Kafka, logLevel } from 'kafkajs';

const { KAFKA_BROKERS = '', KAFKA_TOPIC: topic = '', ORDERS_FILE = '' } = process.env;
const kafka = new Kafka({ brokers: [KAFKA_BROKERS], logLevel: logLevel.WARN, requestTimeout: 2_000, retry: { retries: 0 } });
const producer = kafka.producer();
await producer.connect();
for (const line of (await readFile(ORDERS_FILE, 'utf8')).split('\\n').filter((each) => each.trim() !== '')) {
  await producer.send({ topic, messages: [{ key: JSON.parse(line).customerId, value: line }] });
  await setTimeout(100);
}
await producer.disconnect();
`;

test.concurrent('standing still for a while: who gives up meanwhile is not blamed', { timeout: limitMs }, async ({
  expect,
}) => {
  await using scene = await setScene();
  await scene.handIn('reference');
  await writeFile(scene.at('class', 'reference', 'producer.ts'), impatient);
  const grading = scene.run(['grade', 'class/reference', '--only', 'produce', '--broker', 'jvm', '--out', 'out']);
  await scene.moment('out', ({ type }) => type === 'produced');
  const pid = await scene.broker();
  process.kill(pid, 'SIGSTOP');
  await scene.moment('out', ({ type }) => type === 'broker-silent');
  process.kill(pid, 'SIGCONT');
  const { exitCode, stderr } = await grading;
  expect(exitCode, stderr).toBe(2);
  const { checks } = await scene.grade('out');
  expect(checks.find(({ id }) => id === 'produce.sends-every-order')).toMatchObject({
    status: 'inconclusive',
    reason: expect.stringMatching(/ orders are not in the topic .* But Kafka did not answer for \d\.\d s meanwhile\.$/),
  });
  expect(isBlameless({ checks })).toBe(true);
  expect(await scene.left()).toEqual(nothing);
});

test.concurrent('standing still for good: the grading ends, and says that Kafka did not answer', {
  timeout: limitMs,
}, async ({ expect }) => {
  await using scene = await setScene();
  const grading = scene.run(['grade', fixture('reference'), ...only, '--out', 'out']);
  await signalBroker(scene, 'out', 'SIGSTOP');
  await expectCutShort(
    scene,
    grading,
    /Kafka (did not answer for 30 s in the middle of the grading|no longer answers)\. \(BROKER_DIED\)/,
  );
  expect(await scene.left()).toEqual(nothing);
});

test.concurrent('standing still for good under a batch: it is replaced', { timeout: limitMs }, async ({ expect }) => {
  await using scene = await setScene();
  await scene.handIn('reference');
  const batch = scene.run(['batch', 'class', ...only, '--jobs', '1', '--out', 'out']);
  await signalBroker(scene, 'out/submissions/reference', 'SIGSTOP');
  const { exitCode, stdout, stderr } = await batch;
  expect(exitCode, stdout + stderr).toBe(0);
  expect(statusesOf(await scene.grade('out/submissions/reference'))).toEqual(allPassed);
  expect(await scene.left()).toEqual(nothing);
});
