import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { timeScale } from '../../src/report/terminal/timeline/time-scale.ts';

const time = { fromMs: 1000, untilMs: 11_000 };

test('is even where nothing is needed', () => {
  const scale = timeScale(time, 50, []);
  expect([1000, 1200, 3000, 3199, 6000, 11_000].map((atMs) => scale.columnOf(atMs))).toEqual([0, 1, 10, 10, 25, 50]);
});

test('has what lies outside at its ends', () => {
  const scale = timeScale(time, 50, []);
  expect([0, 999, 11_001, 99_000].map((atMs) => scale.columnOf(atMs))).toEqual([0, 0, 50, 50]);
});

test('draws longer what needs it, and the rest shorter, evenly', () => {
  const scale = timeScale(time, 50, [{ fromMs: 6000, untilMs: 6001, columns: 10 }]);
  expect([1000, 3500, 6000, 6001, 8501, 11_000].map((atMs) => scale.columnOf(atMs))).toEqual([0, 10, 20, 30, 40, 50]);
});

test('is even again where the needs are more than there is room for', () => {
  const needs = [2000, 4000, 6000].map((fromMs) => ({ fromMs, untilMs: fromMs + 1, columns: 20 }));
  expect([1000, 6000, 11_000].map((atMs) => timeScale(time, 50, needs).columnOf(atMs))).toEqual([0, 25, 50]);
});

test('of no time at all has everything at its beginning', () => {
  expect(timeScale({ fromMs: 5, untilMs: 5 }, 50, []).columnOf(5)).toBe(0);
});

describe('whatever is needed', () => {
  const anyMs = fc.integer({ min: 1000, max: 11_000 });
  const anyNeeds = fc.array(
    fc
      .tuple(anyMs, anyMs, fc.integer({ min: 1, max: 8 }))
      .filter(([one, other]) => one !== other)
      .map(([one, other, columns]) => ({ fromMs: Math.min(one, other), untilMs: Math.max(one, other), columns })),
    { maxLength: 8 },
  );

  test('later is never further to the left, and all lies in the columns', () => {
    fc.assert(
      fc.property(anyNeeds, fc.array(anyMs), (needs, instants) => {
        const scale = timeScale(time, 40, needs);
        const columns = [time.fromMs, ...instants.sort((one, other) => one - other), time.untilMs].map(scale.columnOf);
        expect(columns).toEqual([...columns].sort((one, other) => one - other));
        expect([columns.at(0), columns.at(-1)]).toEqual([0, 40]);
      }),
    );
  });

  test('each has the columns that it needs where all of them together would have', () => {
    fc.assert(
      fc.property(anyNeeds, (needs) => {
        const scale = timeScale(time, 64, needs);
        for (const { fromMs, untilMs, columns } of needs) {
          expect(scale.columnOf(untilMs) - scale.columnOf(fromMs)).toBeGreaterThanOrEqual(columns);
        }
      }),
    );
  });
});
