import type { CheckResult } from '../grade/grade.ts';
import type { Inconsistency } from '../grade/inconsistencies.ts';

/** What a grade says of itself that its own checks refute, as a sentence. */
export function sayInconsistency(found: Inconsistency): string {
  switch (found.of) {
    case 'score':
      return `It says ${points(found.says)}, and its own checks add up to ${found.adds}.`;
    case 'maxScore':
      return `It says that ${points(found.says)} can be had, and its own checks add up to ${found.adds}.`;
    case 'final':
      return found.says
        ? 'It says that it is final, and a check in it is not decided.'
        : 'It says that it is not final, and every check in it is decided.';
    case 'points':
      return `${found.id} has ${share(found)}, which a check that ${ended(found.status)} can't have.`;
    case 'twice':
      return `${found.id} is in it more than once.`;
  }
}

function points(count: number): string {
  return count === 1 ? '1 point' : `${count} points`;
}

function share({ points, maxPoints }: Pick<CheckResult, 'points' | 'maxPoints'>): string {
  return points === null ? 'no points, not even 0' : `${points} of ${maxPoints} points`;
}

function ended(status: CheckResult['status']): string {
  switch (status) {
    case 'passed':
    case 'failed':
      return status;
    case 'skipped':
      return 'was skipped';
    case 'inconclusive':
      return 'was not decided';
  }
}
