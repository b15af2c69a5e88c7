import { expect, test } from 'vitest';
import { type Pace, setPace, wasStarved } from '../../src/scenario/pace.ts';

/** A clock that moves only as it is told to. */
function handClock() {
  const clock = { ms: 5_000, read: () => clock.ms };
  return clock;
}

function nextTick(pace: Pace): Promise<void> {
  return new Promise((resolve) => {
    const ticking = pace.onTick(() => {
      ticking[Symbol.dispose]();
      resolve();
    });
  });
}

test('time runs from when the pace was set', () => {
  const clock = handClock();
  using pace = setPace({ monotonicMs: clock.read });
  clock.ms += 1_234;
  expect(pace.nowMs()).toBe(1_234);
});

test('a tick on time counts in full, a late one only as one on time would have', async () => {
  const clock = handClock();
  using pace = setPace({ monotonicMs: clock.read });
  clock.ms += 110;
  await nextTick(pace);
  expect(pace.fairMs()).toBe(110);
  clock.ms += 60_000;
  await nextTick(pace);
  expect(pace.fairMs()).toBe(110 + 200);
  expect(pace.nowMs()).toBe(60_110);
});

test('a clock that stands still or goes back uses up no deadline', async () => {
  const clock = handClock();
  using pace = setPace({ monotonicMs: clock.read });
  await nextTick(pace);
  clock.ms -= 1_000;
  await nextTick(pace);
  expect(pace.fairMs()).toBe(0);
  clock.ms += 100;
  await nextTick(pace);
  expect(pace.fairMs()).toBe(100);
});

test('on a slow machine fair time passes more slowly, and that does not make a wait a starved one', async () => {
  const clock = handClock();
  using pace = setPace({ slowness: 2.5, monotonicMs: clock.read });
  clock.ms += 100;
  await nextTick(pace);
  expect(pace.fairMs()).toBe(40);
  expect(pace.punctualMs()).toBe(100);
  expect(pace.nowMs()).toBe(100);
});

test('no machine is waited for more than four times as long', async () => {
  using pace = setPace({ slowness: 7 });
  expect(pace.slowness).toBe(4);
});

test('a listener that was disposed of hears no tick', async () => {
  using pace = setPace();
  let heard = 0;
  pace.onTick(() => (heard += 1))[Symbol.dispose]();
  await nextTick(pace);
  expect(heard).toBe(0);
});

test('a wait was starved where much of its time was not punctual', () => {
  expect(wasStarved({ ms: 10_000, punctualMs: 10_000 })).toBe(false);
  expect(wasStarved({ ms: 10_000, punctualMs: 4_700 })).toBe(false);
  expect(wasStarved({ ms: 10_000, punctualMs: 4_500 })).toBe(true);
  expect(wasStarved({ ms: 300, punctualMs: 0 })).toBe(false);
});
