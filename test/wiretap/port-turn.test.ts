/** Graders of several processes at one port: each has its turn, and one that is killed has none any more. */
import { once } from 'node:events';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { takePort } from '../../src/wiretap/port-turn.ts';

const never = new Promise<never>(() => {});
const module = new URL('../../dist/src/wiretap/port-turn.js', import.meta.url);
const holds = `const { takePort } = await import('${module}');
await takePort(Number(process.argv[1]), new Promise(() => {}));
console.log('holds');
setInterval(() => {}, 1000);`;

/** Another process that has the port. */
async function otherGrader(port: number) {
  const other = execa(process.execPath, ['--input-type=module', '-e', holds, '--', String(port)], { reject: false });
  await once(other.stdout, 'data');
  return { kill: () => other.kill('SIGKILL') };
}

test('one at a time, the next when the last is done', async () => {
  const order: string[] = [];
  const first = await takePort(41, never);
  const second = takePort(41, never).then((turn) => {
    order.push('second');
    return turn;
  });
  order.push('first');
  await first[Symbol.asyncDispose]();
  await (await second)[Symbol.asyncDispose]();
  expect(order).toEqual(['first', 'second']);
});

test('other ports are not waited for', async () => {
  await using _one = await takePort(42, never);
  await using _other = await takePort(43, never);
});

test('whoever waited goes before the one who has just had it', async () => {
  const order: string[] = [];
  const first = await takePort(44, never);
  const second = takePort(44, never).then(async (turn) => {
    order.push('waited');
    await turn[Symbol.asyncDispose]();
  });
  // The other's connection is in by the time that it is answered.
  await new Promise(setImmediate);
  await first[Symbol.asyncDispose]();
  await using _again = await takePort(44, never);
  order.push('again');
  await second;
  expect(order).toEqual(['waited', 'again']);
});

test('a grader that is killed loses its turn', async () => {
  const other = await otherGrader(45);
  const mine = takePort(45, never);
  other.kill();
  await using turn = await mine;
  expect(turn).toBeDefined();
});

test('nobody is waited for without end, and not beyond the end of the grading', async () => {
  await using _theirs = await takePort(46, never);
  await expect(takePort(46, never, 200)).rejects.toMatchObject({ code: 'PORT_TAKEN' });
  await expect(takePort(46, Promise.reject(new Error('stopped')))).rejects.toThrow('stopped');
});
