import type { CheckSummary, GradedMember, StoredClass } from './stored-class.ts';

/** How a check ended in a class. */
export interface CheckRate {
  id: string;
  title: string;
  points: number;
  counts: Record<CheckSummary['status'], number>;
  pointsLost: number;
}

/** What cost most comes first. */
export function checkRates(checks: StoredClass['checks'], members: readonly GradedMember[]): CheckRate[] {
  const rates = new Map(checks.map((check) => [check.id, newRate(check)]));
  for (const check of members.flatMap(({ grade }) => grade.checks)) {
    const rate = rates.get(check.id) ?? newRate({ id: check.id, title: check.id, points: check.maxPoints });
    rates.set(check.id, rate);
    rate.counts[check.status] += 1;
    rate.pointsLost += lostBy(check);
  }
  return [...rates.values()].sort((one, other) => other.pointsLost - one.pointsLost);
}

function newRate({ id, title, points }: StoredClass['checks'][number]): CheckRate {
  return { id, title, points, counts: { passed: 0, failed: 0, skipped: 0, inconclusive: 0 }, pointsLost: 0 };
}

/** What is not decided is not lost. */
export function lostBy({ points, maxPoints }: CheckSummary): number {
  return points === null ? 0 : maxPoints - points;
}
