/** The sentences that several formats say. */
import { plain } from './plain.ts';
import type { ReportedCheck, ReportedGrade, WholeCheck } from './report.ts';

/** What a grade says of itself that still has an inconclusive check in it. */
export const notFinal =
  'This grade is not final: through no fault of the submission, not every check could be decided. ' +
  'The score may still rise; grade it again.';

export const nothingToShow = 'No check of this grade has points that may be shown.';

export const notTheSubmissionsFault = 'Not decided; this is not the fault of the submission.';
export const resultNotShown = 'The result of this check is not shown.';

/** How a check stands for this report's reader. */
export type Standing = WholeCheck['status'] | 'withheld';

export function standingOf(check: ReportedCheck): Standing {
  return check.shown === 'whole' ? check.status : 'withheld';
}

/** `7 of 16 points`. */
export function scoreOf({ score, maxScore }: ReportedGrade): string {
  return `${score} of ${maxScore} points`;
}

/** For a format that insists on a name: never empty, without space around it. */
export function nameOf(text: string): string {
  return plain(text).trim() || '(no name)';
}

export interface Fact {
  label: string;
  text: string;
}

/** What is known about lost points besides the reason, in the order in which it helps. */
export function factsOf({ location, expected, actual, hint, mistake, blockedBy }: WholeCheck): readonly Fact[] {
  const facts = [
    { label: 'At', text: location && `${location.file}:${location.line}:${location.column}` },
    { label: 'Expected', text: expected },
    { label: 'Actual', text: actual },
    { label: 'Hint', text: hint },
    { label: 'Read', text: mistake && `docs/mistakes/${mistake}.md` },
    { label: 'Blocked by', text: blockedBy },
  ];
  return facts.flatMap(({ label, text }) => (text === null ? [] : [{ label, text: plain(text) }]));
}

/** All that may be said about a check, a line each. */
export function explain(check: ReportedCheck): string {
  if (check.shown !== 'whole') return resultNotShown;
  const reason = plain(check.reason);
  if (check.status === 'passed') return reason;
  const facts = factsOf(check).map(({ label, text }) => `${label}: ${text}`);
  return [...(check.status === 'inconclusive' ? [notTheSubmissionsFault] : []), reason, ...facts].join('\n');
}
