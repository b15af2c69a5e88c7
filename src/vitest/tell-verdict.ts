import type { TaskMeta } from 'vitest';
import type { CheckResult } from '../grade/grade.ts';

declare module 'vitest' {
  interface TaskMeta {
    /** `points` is null where the check could not be decided. */
    kafkaGrader?: { points: number | null; maxPoints: number };
  }
}

/** Ends a test as its check ended: vitest shows `expected` and `actual` as a diff. */
export function tellVerdict(check: CheckResult, test: { meta: TaskMeta; skip(note: string): void }): void {
  const { status, points, maxPoints, reason, hint, blockedBy, expected, actual } = check;
  test.meta.kafkaGrader = { points, maxPoints };
  switch (status) {
    case 'passed':
      return;
    case 'skipped':
      test.skip(`${reason} First mend ${blockedBy}.`);
      return;
    case 'inconclusive':
      throw new NotDecided(`This could not be decided, through no fault of the submission: ${reason}`);
    case 'failed':
      throw new CheckFailed(hint === null ? reason : `${reason}\n${hint}`, { expected, actual });
  }
}

/** Without a stack: no line of the grader's is to blame. */
class NotDecided extends Error {
  override readonly name = 'NotDecided';
  override readonly stack = this.message;
}

class CheckFailed extends Error {
  override readonly name = 'CheckFailed';
  override readonly stack = this.message;
  readonly expected: string | null;
  readonly actual: string | null;

  constructor(message: string, { expected, actual }: Pick<CheckResult, 'expected' | 'actual'>) {
    super(message);
    this.expected = expected;
    this.actual = actual;
  }
}
