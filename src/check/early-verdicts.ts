import { FollowedHistory } from '../evidence/followed-history.ts';
import type { History } from '../evidence/history.ts';
import type { Check } from './check.ts';
import { judge, judgeOne } from './judge.ts';
import { neededScenarios } from './needed-scenarios.ts';
import type { Verdict } from './verdict.ts';

/**
 * The verdicts, by check id, that are there before everything was played; `isSettled` says whether nothing more will be
 * observed of a scenario.
 *
 * A check is a function of the history: where the scenarios that it has asked for by name are settled, it will ask for the
 * same ones again and say the same. That holds for what it saw or passed; what is missing or skipped also goes by its other
 * scenarios and by other checks, and so waits for all of them. What can still overrule such a verdict is rare, and the grade
 * has the last word: a scenario that is broken off, and one that shows what no scenario should, as a program with settings of
 * its own, for which checks search all scenarios that there are.
 */
export function earlyVerdicts(
  checks: readonly Check[],
  history: History,
  isSettled: (scenario: string) => boolean,
): Map<string, Verdict> {
  const decided = checks.filter(({ id }) => [...neededScenarios(checks, [id])].every(isSettled));
  const verdicts = judge(decided, history);
  for (const check of checks) {
    const verdict = verdicts.has(check.id) ? null : verdictFromSettled(check, history, isSettled);
    if (verdict) verdicts.set(check.id, verdict);
  }
  return verdicts;
}

function verdictFromSettled(check: Check, history: History, isSettled: (scenario: string) => boolean): Verdict | null {
  const followed = new FollowedHistory(history);
  const verdict = judgeOne({ ...check, scenarios: check.scenarios.filter(isSettled) }, followed);
  const isSeen = verdict.status === 'passed' || (verdict.status === 'failed' && verdict.proof === 'seen');
  return isSeen && followed.lookedAt.size > 0 && [...followed.lookedAt].every(isSettled) ? verdict : null;
}

/** The scenarios that the check asks for by name to say what it says. */
export function scenariosLookedAt(check: Check, history: History): ReadonlySet<string> {
  const followed = new FollowedHistory(history);
  judgeOne({ ...check, scenarios: [] }, followed);
  return followed.lookedAt;
}
