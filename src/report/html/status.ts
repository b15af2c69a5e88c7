import type { ReportedCheck } from '../report.ts';
import { standingOf } from '../words.ts';

export const statuses = ['failed', 'skipped', 'undecided', 'passed', 'withheld'] as const;
export type ShownStatus = (typeof statuses)[number];

/** How a check's end is called in the page. */
export function statusOf(check: ReportedCheck): ShownStatus {
  const standing = standingOf(check);
  return standing === 'inconclusive' ? 'undecided' : standing;
}

const marks = {
  passed: '✔',
  failed: '✘',
  skipped: '–',
  undecided: '?',
  withheld: '·',
} as const satisfies Record<ShownStatus, string>;

export function markOf(status: ShownStatus): string {
  return marks[status];
}

/** `3/7`; a question mark where it is not decided, a dash where it is not shown. */
export function pointsOf(check: ReportedCheck): string {
  if (check.shown === 'title') return `–/${check.maxPoints}`;
  return `${check.points ?? '?'}/${check.maxPoints}`;
}
