/** What a part earned, and what it may earn at most. */
export interface Earned {
  points: number;
  maxPoints: number;
}

/**
 * The same in whole points, in the same order, for systems that know no others: by largest remainder, so that both sums are
 * those of the parts, rounded. No part has less than 0 or more than it may earn; what is no number counts as 0.
 */
export function inWholePoints(parts: readonly Earned[]): Earned[] {
  const possible = parts.map(({ maxPoints }) => atLeastZero(maxPoints));
  const earned = parts.map(({ points }, index) => Math.min(atLeastZero(points), possible[index] ?? 0));
  const mostPoints = apportioned(possible, possible.map(Math.ceil));
  const wholePoints = apportioned(earned, mostPoints);
  return parts.map((_, index) => ({ points: wholePoints[index] ?? 0, maxPoints: mostPoints[index] ?? 0 }));
}

/** Whole numbers with the rounded sum of these, none above its limit: the largest remainders get the points that are over. */
function apportioned(exact: readonly number[], limits: readonly number[]): number[] {
  const whole = exact.map(Math.floor);
  const byRemainder = exact
    .map((number, index) => ({ index, remainder: number - Math.floor(number) }))
    .sort((one, other) => other.remainder - one.remainder || one.index - other.index);
  let over = Math.round(sum(exact)) - sum(whole);
  for (const { index } of byRemainder) {
    if (over <= 0) break;
    const more = Math.min(1, over, (limits[index] ?? 0) - (whole[index] ?? 0));
    whole[index] = (whole[index] ?? 0) + more;
    over -= more;
  }
  return whole;
}

function atLeastZero(number: number): number {
  return Number.isFinite(number) ? Math.max(0, number) : 0;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
