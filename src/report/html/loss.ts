import type { ReportedCheck, WholeCheck } from '../report.ts';

/** Whether there is something to say of it that helps: it failed, was left out, or is open. */
export function lostPoints(check: ReportedCheck): check is WholeCheck {
  return check.shown === 'whole' && (check.status !== 'passed' || lossOf(check) > 0);
}

const ranks = { failed: 0, skipped: 1, inconclusive: 2, passed: 3 } as const satisfies Record<
  WholeCheck['status'],
  number
>;

/** What failed comes first, then what was skipped, then what is open: most points first. */
export function inOrderOfLoss(one: WholeCheck, other: WholeCheck): number {
  return ranks[one.status] - ranks[other.status] || lossOf(other) - lossOf(one);
}

function lossOf({ points, maxPoints }: WholeCheck): number {
  return maxPoints - (points ?? 0);
}
