import type { CheckResult } from '../grade/grade.ts';

/** What tells one reason for lost points from another. */
export function faultOf({ status, reason, expected, actual, location, hint }: CheckResult): string {
  return JSON.stringify([status, reason, expected, actual, location, hint]);
}
