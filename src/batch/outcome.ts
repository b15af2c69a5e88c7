import type { Grade } from '../grade/grade.ts';

/** What became of a submission. `why` is the grader's own fault or the machine's: nothing that costs points. */
export type Outcome = { id: string; attempts: number } & (
  | { status: 'graded'; grade: Grade }
  | { status: 'not-graded'; why: string }
);

export function isFinal(outcome: Outcome): boolean {
  return outcome.status === 'graded' && outcome.grade.final;
}
