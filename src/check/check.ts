import type { History } from '../evidence/history.ts';
import type { Verdict } from './verdict.ts';

/** One question about a submission, answered from what was observed and from nothing else. */
export interface Check {
  /** Stable, `area.what-is-right`. */
  id: string;
  /** The programs that it is about: where one can't be run, the check is failed for that reason. */
  programs: readonly string[];
  /** The other files that it is about: `answers.yaml`. None where it is not given. */
  texts?: readonly string[];
  /** The scenarios whose observations it reads: where one was broken off, the check is inconclusive. */
  scenarios: readonly string[];
  /** The checks whose failure can keep it from being judged, and those whose findings it goes by. */
  dependsOn: readonly string[];
  judge(history: History): Verdict;
}

export function defineCheck(check: Check): Check {
  return check;
}
