/** What becomes of points that were handed in late. It depends on when that was alone, never on when it was graded. */

/** When work is due, and what it costs to be late. */
export interface LatePolicy {
  /** ISO 8601, with its zone. */
  due: string;
  /** As long after `due`, nothing is lost. */
  graceMs: number;
  /** Of the points, whole, for each day that has begun since `due`. */
  perDayPercent: number;
  /** After so many days nothing is left; null: until the percentages have used it up. */
  maxDays: number | null;
}

/** `points` are what is left of `raw`: both whole, and `deduction` between them. */
export interface LatePoints {
  raw: number;
  deduction: number;
  points: number;
  /** Days begun since `due`; 0 within the grace. */
  daysLate: number;
  /** After `due`, also within the grace. */
  lateMs: number;
}

const dayMs = 24 * 60 * 60 * 1000;

/** What is left is rounded down, once. Where nobody knows when it was handed in, it was in time. */
export function latePoints(raw: number, handedInAt: string | null, policy: LatePolicy): LatePoints {
  const lateMs = handedInAt === null ? 0 : Math.max(0, Date.parse(handedInAt) - Date.parse(policy.due));
  const daysLate = lateMs > policy.graceMs ? Math.ceil(lateMs / dayMs) : 0;
  const points = Math.floor((raw * percentLeft(daysLate, policy)) / 100);
  return { raw, deduction: raw - points, points, daysLate, lateMs };
}

function percentLeft(daysLate: number, { perDayPercent, maxDays }: LatePolicy): number {
  if (maxDays !== null && daysLate > maxDays) return 0;
  return Math.max(0, 100 - perDayPercent * daysLate);
}
