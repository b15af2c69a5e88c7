import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { carryOver } from '../../src/evidence/carry-over.ts';
import type { Observation } from '../../src/evidence/observation.ts';

/** A scenario's observations as an earlier journal holds them: anywhere in it, times in tenths of milliseconds. */
const plays = fc
  .array(fc.tuple(fc.nat(500_000), fc.array(fc.nat(40_000), { minLength: 1, maxLength: 12 })), { maxLength: 6 })
  .map((all) => all.map(([beganTenths, steps], index) => playOf(`scenario-${index}`, beganTenths, steps)));

function playOf(scenario: string, beganTenths: number, steps: readonly number[]): Observation[] {
  let tenths = beganTenths;
  return steps.map((step, index) => {
    tenths += index === 0 ? 0 : step;
    return {
      seq: 1000 + 7 * index,
      atMs: tenths / 10,
      scenario,
      process: null,
      source: 'harness',
      type: 'marked',
      mark: `${index}`,
    };
  });
}

const timesOf = (play: readonly Observation[]) =>
  play.map(({ atMs }) => Math.round((atMs - (play[0]?.atMs ?? 0)) * 10));

describe('what is carried over', () => {
  test('counts from 1 without gaps, and its times never decrease', () => {
    fc.assert(
      fc.property(plays, (earlier) => {
        const carried = carryOver(earlier);
        expect(carried.map(({ seq }) => seq)).toEqual(carried.map((_, index) => index + 1));
        expect(carried.map(({ atMs }) => atMs)).toEqual(carried.map(({ atMs }) => atMs).toSorted((a, b) => a - b));
      }),
    );
  });

  test('holds every scenario whole, in its own order and with its own times, from 0', () => {
    fc.assert(
      fc.property(plays, (earlier) => {
        const carried = carryOver(earlier);
        expect(carried).toHaveLength(earlier.flat().length);
        for (const play of earlier) {
          const mine = carried.filter(({ scenario }) => scenario === play[0]?.scenario);
          const content = ({ seq: _seq, atMs: _atMs, ...rest }: Observation) => rest;
          expect(mine.map(content)).toEqual(play.map(content));
          expect(mine[0]?.atMs).toBe(0);
          expect(timesOf(mine)).toEqual(timesOf(play));
        }
      }),
    );
  });

  test('is the same when it is carried over once more', () => {
    fc.assert(
      fc.property(plays, (earlier) => {
        const once = carryOver(earlier);
        const again = earlier.map((play) => once.filter(({ scenario }) => scenario === play[0]?.scenario));
        expect(carryOver(again)).toEqual(once);
      }),
    );
  });
});
