import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openStartGate } from '../../src/scenario/start-gate.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Lets whoever was let in by what happened before go on. */
const settle = () => vi.advanceTimersByTimeAsync(0);

test('as many are in as there are places, in the order in which they came', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 12 }), async (places, comers) => {
      const gate = openStartGate(places);
      const entered: number[] = [];
      const inside: Disposable[] = [];
      for (let comer = 0; comer < comers; comer += 1) {
        void gate.enter().then((pass) => {
          entered.push(comer);
          inside.push(pass);
        });
      }
      for (let left = comers; left > 0; left -= 1) {
        await settle();
        expect(inside.length).toBe(Math.min(places, left));
        inside.shift()?.[Symbol.dispose]();
      }
      expect(entered).toEqual(Array.from({ length: comers }, (_, comer) => comer));
    }),
  );
});

test('whoever takes too long keeps nobody waiting, and leaves no second time', async () => {
  const gate = openStartGate(1);
  const slow = await gate.enter();
  let entered = 0;
  for (let comer = 0; comer < 2; comer += 1) void gate.enter().then(() => (entered += 1));
  await vi.advanceTimersByTimeAsync(1_999);
  expect(entered).toBe(0);
  await vi.advanceTimersByTimeAsync(1);
  expect(entered).toBe(1);
  slow[Symbol.dispose]();
  await settle();
  expect(entered).toBe(1);
});
