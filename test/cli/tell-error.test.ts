import { expect, test } from 'vitest';
import { Stopped } from '../../src/cli/stop.ts';
import { tellError } from '../../src/cli/tell-error.ts';
import { firstThrown } from '../../src/first-thrown.ts';
import { GraderError } from '../../src/grader-error.ts';

function tell(error: unknown): { exitCode: number; text: string } {
  const written: string[] = [];
  const exitCode = tellError(error, (text) => written.push(text));
  return { exitCode, text: written.join('') };
}

test("the grader's own errors are one sentence with their code, details below it", () => {
  expect(tell(new GraderError('NO_BROKER', 'No Kafka to grade with\n  jvm: Java 11 found'))).toEqual({
    exitCode: 2,
    text: 'No Kafka to grade with (NO_BROKER)\n  jvm: Java 11 found\n',
  });
});

test('a signal exits as shells report it', () => {
  expect(tell(new Stopped('SIGINT'))).toEqual({ exitCode: 130, text: 'Stopped by SIGINT.\n' });
  expect(tell(new Stopped('SIGTERM')).exitCode).toBe(143);
});

test('anything else asks to be reported, with its stack', () => {
  const { exitCode, text } = tell(new TypeError('x is not a function'));
  expect(exitCode).toBe(2);
  expect(text).toMatch(
    /^kafka-grader failed through a fault of its own, not of the submission: x is not a function\n\nPlease report/,
  );
  expect(text).toContain('tell-error.test.ts');
  expect(tell('thrown text').text).toContain('thrown text');
});

test('what was thrown first is told, not what disposing threw because of it', async () => {
  const first = new GraderError('BROKER_DIED', 'It died.');
  const failing = async () => {
    await using _outer = { [Symbol.asyncDispose]: () => Promise.reject(new Error('third')) };
    await using _inner = { [Symbol.asyncDispose]: () => Promise.reject(new Error('second')) };
    throw first;
  };
  expect(firstThrown(await failing().catch((error: unknown) => error))).toBe(first);
  expect(firstThrown(first)).toBe(first);
});
