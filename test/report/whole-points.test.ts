import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inWholePoints } from '../../src/report/whole-points.ts';

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** Eighths add up exactly, in whatever order. */
const eighths = (max: number) => fc.integer({ min: 0, max: max * 8 }).map((eighth) => eighth / 8);
const part = eighths(20).chain((maxPoints) =>
  fc.integer({ min: 0, max: maxPoints * 8 }).map((eighth) => ({ points: eighth / 8, maxPoints })),
);

describe('whole points', () => {
  test('are the points where these are whole', () => {
    const parts = [
      { points: 0, maxPoints: 7 },
      { points: 4, maxPoints: 4 },
      { points: 2, maxPoints: 3 },
    ];
    expect(inWholePoints(parts)).toEqual(parts);
  });

  test('go to the largest remainders', () => {
    const thirds = [1, 2, 3].map(() => ({ points: 10 / 3, maxPoints: 10 / 3 }));
    expect(inWholePoints(thirds).map(({ points }) => points)).toEqual([4, 3, 3]);
    expect(
      inWholePoints([
        { points: 0.2, maxPoints: 1 },
        { points: 0.7, maxPoints: 1 },
        { points: 0.6, maxPoints: 1 },
      ]).map(({ points }) => points),
    ).toEqual([0, 1, 1]);
  });

  test('are never more than a part may earn, however its remainder compares', () => {
    const parts = [
      { points: 0.4, maxPoints: 0.4 },
      { points: 0.4, maxPoints: 0.6 },
    ];
    expect(inWholePoints(parts)).toEqual([
      { points: 0, maxPoints: 0 },
      { points: 1, maxPoints: 1 },
    ]);
  });

  test('have the sums of the parts, rounded, each between 0 and what it may be', () => {
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const whole = inWholePoints(parts);
        expect(sum(whole.map(({ points }) => points))).toBe(Math.round(sum(parts.map(({ points }) => points))));
        expect(sum(whole.map(({ maxPoints }) => maxPoints))).toBe(
          Math.round(sum(parts.map(({ maxPoints }) => maxPoints))),
        );
        for (const [index, { points, maxPoints }] of whole.entries()) {
          expect(Number.isInteger(points) && Number.isInteger(maxPoints)).toBe(true);
          expect(points).toBeGreaterThanOrEqual(0);
          expect(points).toBeLessThanOrEqual(maxPoints);
          expect(Math.abs(maxPoints - (parts[index]?.maxPoints ?? 0))).toBeLessThan(1);
        }
      }),
    );
  });

  test('are the most where all was earned', () => {
    fc.assert(
      fc.property(fc.array(eighths(20)), (most) => {
        for (const { points, maxPoints } of inWholePoints(most.map((points) => ({ points, maxPoints: points })))) {
          expect(points).toBe(maxPoints);
        }
      }),
    );
  });

  test('never come of what is no number', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ points: fc.double(), maxPoints: fc.double({ max: 1e6 }) })), (parts) => {
        for (const { points, maxPoints } of inWholePoints(parts)) {
          expect(points).toBeGreaterThanOrEqual(0);
          expect(points).toBeLessThanOrEqual(maxPoints);
        }
      }),
    );
  });
});
