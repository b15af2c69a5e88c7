import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openAdmission } from '../../src/batch/admission.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const never = new AbortController().signal;

/** An admission with what is runnable as it is set, and how many have come in. */
function opened(runnable: number | null) {
  const machine = { runnable };
  const admission = openAdmission({ runnablePerCore: () => machine.runnable, [Symbol.dispose]: () => {} }, () =>
    Date.now(),
  );
  const inside: Disposable[] = [];
  const come = (signal = never) => admission.admit(signal).then((place) => inside.push(place));
  return { machine, inside, come };
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test('one after another comes in where there is room, each when the one before shows', async () => {
  const { inside, come } = opened(0);
  for (let comer = 0; comer < 3; comer += 1) void come();
  await pass(0);
  expect(inside).toHaveLength(1);
  await pass(700);
  expect(inside).toHaveLength(2);
  await pass(700);
  expect(inside).toHaveLength(3);
});

test('nobody else comes in while the cores have too much to run', async () => {
  const { machine, inside, come } = opened(0);
  void come();
  await pass(0);
  machine.runnable = 4.1;
  void come();
  await pass(60_000);
  expect(inside).toHaveLength(1);
  machine.runnable = 4;
  await pass(100);
  expect(inside).toHaveLength(2);
});

test('but somebody is always in, however busy the machine is with other things', async () => {
  const { inside, come } = opened(20);
  void come();
  void come();
  await pass(0);
  expect(inside).toHaveLength(1);
  inside.shift()?.[Symbol.dispose]();
  await pass(0);
  expect(inside).toHaveLength(1);
});

test('where the system does not say, all come in', async () => {
  const { inside, come } = opened(null);
  void come();
  void come();
  await pass(700);
  expect(inside).toHaveLength(2);
});

test('who waits when it is over is told why, and takes nobody’s place', async () => {
  const { machine, inside, come } = opened(0);
  void come();
  await pass(0);
  machine.runnable = 9;
  const over = new AbortController();
  const waiting = expect(come(over.signal)).rejects.toThrow('it is over');
  over.abort(new Error('it is over'));
  await waiting;
  machine.runnable = 0;
  await pass(10_000);
  expect(inside).toHaveLength(1);
});
