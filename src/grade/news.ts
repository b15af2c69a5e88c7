import { gainOf } from './compare-grades.ts';
import type { CheckResult, Grade } from './grade.ts';

/**
 * What became of a check since an earlier grade: `new` where that one did not hold it, `same` where it is no other result,
 * `gained` and `lost` where its points are others, `moved` where only its status is or its points are open.
 */
export type Course = 'new' | 'same' | 'gained' | 'lost' | 'moved';

export interface CheckNews {
  check: CheckResult;
  before: CheckResult | null;
  course: Course;
}

/** Each of these results beside that of the same check before, in their order. */
export function newsSince(before: Pick<Grade, 'checks'> | null, checks: readonly CheckResult[]): CheckNews[] {
  const known = new Map(before?.checks.map((check) => [check.id, check]));
  return checks.map((check) => {
    const earlier = known.get(check.id) ?? null;
    return { check, before: earlier, course: courseOf(earlier, check) };
  });
}

function courseOf(before: CheckResult | null, after: CheckResult): Course {
  if (before === null) return 'new';
  const gain = gainOf({ before, after });
  if (gain !== null && gain !== 0) return gain > 0 ? 'gained' : 'lost';
  return before.status === after.status ? 'same' : 'moved';
}
