import type { History, ScenarioHistory } from '../evidence/history.ts';
import type { Observation } from '../evidence/observation.ts';
import type { Check } from './check.ts';
import { doubtfulWait, judge, kafkaOutOfReach } from './judge.ts';
import { neededScenarios } from './needed-scenarios.ts';

/**
 * What was observed of those scenarios, by name, that playing them again with the same programs would only repeat.
 *
 * Sound: each was played once and to its end, in no world that was made to fit a program, with Kafka in reach and no wait cut short by
 * the broker or the machine, and no check that goes by it is inconclusive.
 */
export function lastingPlays(checks: readonly Check[], history: History): Map<string, readonly Observation[]> {
  const complete = history.scenarios.filter((scenario) => isComplete(scenario, history));
  const names = new Set(complete.map(({ name }) => name));
  const decided = checks.filter(({ id }) => [...neededScenarios(checks, [id])].every((name) => names.has(name)));
  const verdicts = judge(decided, history);
  const inDoubt = new Set(
    decided.filter(({ id }) => verdicts.get(id)?.status === 'inconclusive').flatMap(({ scenarios }) => scenarios),
  );
  return new Map(complete.filter(({ name }) => !inDoubt.has(name)).map(({ name, timeline }) => [name, timeline.all]));
}

function isComplete(scenario: ScenarioHistory, history: History): boolean {
  const { name, began, ended } = scenario;
  if (began?.insisted !== null || ended?.aborted !== null) return false;
  return (
    history.plays.filter((play) => play.name === name).length === 1 &&
    doubtfulWait(scenario) === null &&
    kafkaOutOfReach(scenario) === null
  );
}
