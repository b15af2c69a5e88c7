import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type LatePolicy, latePoints } from '../../src/grade/late-points.ts';

const due = '2026-11-22T23:59:00+01:00';
const tenth: LatePolicy = { due, graceMs: 15 * 60_000, perDayPercent: 10, maxDays: 5 };

describe('a tenth for each day that has begun, five days, a quarter of an hour of grace', () => {
  test.for<[handedInAt: string | null, points: number, daysLate: number]>([
    ['2026-11-22T22:58:59Z', 93, 0],
    ['2026-11-22T22:59:00Z', 93, 0],
    ['2026-11-22T23:14:00Z', 93, 0],
    ['2026-11-22T23:14:01Z', 83, 1],
    ['2026-11-23T22:59:00Z', 83, 1],
    ['2026-11-23T22:59:01Z', 74, 2],
    ['2026-11-27T22:59:00Z', 46, 5],
    ['2026-11-27T22:59:01Z', 0, 6],
    [null, 93, 0],
  ])('%s', ([handedInAt, points, daysLate]) => {
    expect(latePoints(93, handedInAt, tenth)).toMatchObject({ raw: 93, deduction: 93 - points, points, daysLate });
  });
});

test('nothing that is late, and nothing off at all', () => {
  const late = '2026-11-23T00:00:00Z';
  expect(latePoints(93, late, { ...tenth, perDayPercent: 0, maxDays: 0 }).points).toBe(0);
  expect(latePoints(93, late, { ...tenth, perDayPercent: 0, maxDays: null })).toEqual({
    raw: 93,
    deduction: 0,
    points: 93,
    daysLate: 1,
    lateMs: 3_660_000,
  });
});

const dueMs = Date.parse(due);
const aPolicy = fc.record({
  due: fc.constant(due),
  graceMs: fc.nat(3 * 86_400_000),
  perDayPercent: fc.nat(100),
  maxDays: fc.option(fc.nat(30)),
});
const aMoment = fc
  .integer({ min: -5 * 86_400_000, max: 40 * 86_400_000 })
  .map((ms) => new Date(dueMs + ms).toISOString());

test('never more than was earned, never less than nothing, always whole, and nothing is lost on the way', () => {
  fc.assert(
    fc.property(fc.nat(1000), aMoment, aPolicy, (raw, handedInAt, policy) => {
      const { points, deduction } = latePoints(raw, handedInAt, policy);
      expect(Number.isInteger(points)).toBe(true);
      expect(points).toBeGreaterThanOrEqual(0);
      expect(points).toBeLessThanOrEqual(raw);
      expect(points + deduction).toBe(raw);
    }),
  );
});

test('later is never better, and more is never worse', () => {
  fc.assert(
    fc.property(fc.nat(1000), fc.nat(50), aMoment, aMoment, aPolicy, (raw, more, one, other, policy) => {
      const [sooner = one, later = other] = [one, other].sort();
      expect(latePoints(raw, later, policy).points).toBeLessThanOrEqual(latePoints(raw, sooner, policy).points);
      expect(latePoints(raw + more, one, policy).points).toBeGreaterThanOrEqual(latePoints(raw, one, policy).points);
    }),
  );
});

test('in time or within the grace, nothing is lost', () => {
  fc.assert(
    fc.property(fc.nat(1000), aMoment, aPolicy, (raw, handedInAt, policy) => {
      fc.pre(Date.parse(handedInAt) <= dueMs + policy.graceMs);
      expect(latePoints(raw, handedInAt, policy).points).toBe(raw);
    }),
  );
});

test('rounded down once: no point is lost to the sum of two roundings', () => {
  fc.assert(
    fc.property(fc.nat(1000), fc.nat(10), (raw, days) => {
      const handedInAt = new Date(dueMs + days * 86_400_000).toISOString();
      const { points } = latePoints(raw, handedInAt, { ...tenth, graceMs: 0, maxDays: null });
      expect(points).toBe(Number((BigInt(raw) * BigInt(100 - 10 * days)) / 100n));
    }),
  );
});
