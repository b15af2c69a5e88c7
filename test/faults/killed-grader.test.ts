/** A grader that is killed: what it had started ends, now or with the next start, and what it had seen can be judged. */
import { expect, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { fixture, isBlameless, nothing, printsOrder, setScene } from './scene.ts';

const limitMs = 240_000;

const only = ['--only', 'consume.survives-bad-records,produce', '--broker', 'jvm'];

test('its Kafka ends at once, its programs with the next start, and its journal is read', {
  timeout: limitMs,
}, async () => {
  await using scene = await setScene();
  const killed = scene.run(['grade', fixture('reference'), ...only, '--out', 'out']);
  await scene.moment('out', printsOrder);
  killed.kill('SIGKILL');
  await killed;
  await eventually(
    async () => (await scene.left()).processes.filter((line) => line.includes('kafka.Kafka')),
    (brokers) => brokers.length === 0,
  );
  const next = await scene.run(['grade', fixture('empty'), '--only', 'produce', '--broker', 'jvm', '--out', 'next']);
  expect(next.exitCode, next.stderr).toBe(1);
  expect(await scene.left()).toEqual(nothing);

  const regraded = await scene.run(['regrade', 'out', '--out', 'again']);
  expect(regraded.exitCode, regraded.stderr).toBe(2);
  const grade = await scene.grade('again');
  expect(grade.final).toBe(false);
  expect(isBlameless(grade), JSON.stringify(grade.checks)).toBe(true);
});
