import type { CheckResult, Grade } from './grade.ts';

/**
 * What became of a check since an earlier grade: `new` where that one did not hold it, `same` where it is no other result,
 * `gained` and `lost` where its points are others, `moved` where only its status is or its points are open.
 */
export type Course = 'new' | 'same' | 'gained' | 'lost' | 'moved';

export interface CheckChange {
  check: CheckResult;
  before: CheckResult | null;
  course: Course;
}

/** Each of these results beside that of the same check before, in their order. */
export function changesSince(before: Pick<Grade, 'checks'> | null, checks: readonly CheckResult[]): CheckChange[] {
  const known = new Map(before?.checks.map((check) => [check.id, check]));
  return checks.map((check) => {
    const earlier = known.get(check.id) ?? null;
    return { check, before: earlier, course: courseOf(earlier, check) };
  });
}

function courseOf(before: CheckResult | null, { status, points }: CheckResult): Course {
  if (before === null) return 'new';
  if (before.points !== null && points !== null && before.points !== points) {
    return points > before.points ? 'gained' : 'lost';
  }
  return before.status === status ? 'same' : 'moved';
}
