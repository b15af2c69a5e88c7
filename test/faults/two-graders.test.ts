/** Two graders on one machine at once: each says what it would say alone. */
import { cp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'vitest';
import { kafkaFolder } from '../../src/broker/kafka-folder.ts';
import { fixture, nothing, printsOrder, setScene, statusesOf } from './scene.ts';

const limitMs = 240_000;

test('with programs that insist on the same port: it is one’s, then the other’s', { timeout: limitMs }, async ({
  expect,
}) => {
  await using scene = await setScene();
  const grade = (out: string) =>
    scene.run(['grade', fixture('hard-coded-brokers'), '--only', 'consume,produce', '--broker', 'jvm', '--out', out]);
  const graded = await Promise.all([grade('one'), grade('other')]);
  expect(graded.map(({ exitCode }) => exitCode)).toEqual([1, 1]);
  const alone = {
    'consume.prints-every-value': 'passed',
    'consume.decodes-json': 'passed',
    'consume.keeps-partition-order': 'passed',
    'consume.survives-bad-records': 'passed',
    'consume.uses-settings': 'failed',
    'produce.sends-every-order': 'passed',
    'produce.keeps-customer-order': 'passed',
    'produce.exits-cleanly': 'passed',
  };
  for (const out of ['one', 'other']) expect(statusesOf(await scene.grade(out))).toEqual(alone);
  expect(await scene.left()).toEqual(nothing);
});

test('that fill the same cache: it is filled once', { timeout: limitMs }, async ({ expect }) => {
  await using scene = await setScene();
  const kafka = await kafkaFolder();
  const cache = scene.at('cache');
  // What is fetched from the network is there; what is made of it is not.
  await cp(join(kafka, 'libs'), join(cache, kafka.split('/').at(-1) ?? '', 'libs'), { recursive: true });
  const grade = (out: string) =>
    scene.run(['grade', fixture('reference'), '--only', 'produce', '--broker', 'jvm', '--out', out], {
      env: { KAFKA_GRADER_CACHE: cache },
    });
  const graded = await Promise.all([grade('one'), grade('other')]);
  expect(graded.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
  const prepares = graded.filter(({ stderr }) => stderr.includes('preparing'));
  expect(prepares.length).toBeGreaterThan(0);
  const made = await readdir(join(cache, kafka.split('/').at(-1) ?? ''));
  expect(made.filter((name) => name.startsWith('java-'))).toHaveLength(1);
  expect(made.filter((name) => name.includes('unfinished') || name.includes('lock'))).toEqual([]);
  expect(await scene.left()).toEqual(nothing);
});

test('one of which is killed: the other goes on', { timeout: limitMs }, async ({ expect }) => {
  await using scene = await setScene();
  const grade = (out: string) =>
    scene.run([
      'grade',
      fixture('reference'),
      '--only',
      'consume.survives-bad-records',
      '--broker',
      'jvm',
      '--out',
      out,
    ]);
  const [killed, other] = [grade('killed'), grade('other')];
  await scene.moment('killed', printsOrder);
  killed.kill('SIGKILL');
  await killed;
  const { exitCode, stderr } = await other;
  expect(exitCode, stderr).toBe(0);
  const next = await scene.run(['grade', fixture('empty'), '--only', 'produce', '--broker', 'jvm', '--out', 'next']);
  expect(next.exitCode, next.stderr).toBe(1);
  expect(await scene.left()).toEqual(nothing);
});
