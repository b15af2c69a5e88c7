import type { History } from '../evidence/history.ts';
import type { Check } from './check.ts';
import { judge } from './judge.ts';

/**
 * The scenarios, by name, that may show more when they are played once more: a check that is wanted and goes by them could not be
 * decided, and in them somebody was waited for until time was up. Of all `checks` those that are not wanted explain why others have
 * nothing to judge.
 *
 * Sound: no verdict is asked for again, only what was none. What the second play shows is judged as the first one would have been, and
 * there is no third.
 */
export function undecidedScenarios(
  checks: readonly Check[],
  wanted: readonly string[],
  history: History,
): ReadonlySet<string> {
  const verdicts = judge(checks, history);
  const inDoubt = new Set(
    checks
      .filter(({ id }) => wanted.includes(id) && verdicts.get(id)?.status === 'inconclusive')
      .flatMap(({ scenarios }) => scenarios),
  );
  const undecided = history.scenarios.filter(
    ({ name, ended, timeline }) =>
      inDoubt.has(name) &&
      ended?.aborted === null &&
      timeline.of('gave-up').some(({ because }) => because === 'deadline'),
  );
  return new Set(undecided.map(({ name }) => name));
}
