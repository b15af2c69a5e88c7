import type { History, ScenarioHistory } from '../../evidence/history.ts';
import type { ReportedCheck } from '../report.ts';
import { lifeOf } from './life.ts';
import { logsOf, placesById, type RecordIds } from './logs.ts';
import { stepOf } from './moments.ts';
import type { Story } from './story.ts';

/** The stories of what was played, in the order in which the scenarios began. */
export function storiesOf(history: History, recordIdsIn: RecordIds): Story[] {
  return history.scenarios
    .filter(({ began }) => began !== null)
    .sort((one, other) => (one.began?.seq ?? 0) - (other.began?.seq ?? 0))
    .map((scenario) => storyOf(scenario, recordIdsIn));
}

/** `consumer-2` before `consumer-10`, whichever came up first. */
const byName = new Intl.Collator('en', { numeric: true });

/** Without those that only checks go by whose results are not shown. */
export function storiesFor(checks: readonly ReportedCheck[], stories: readonly Story[]): readonly Story[] {
  const seen = new Set(checks.flatMap((check) => (check.shown === 'whole' ? check.scenarios : [])));
  return checks.every(({ shown }) => shown === 'whole')
    ? stories
    : stories.filter(({ scenario }) => seen.has(scenario));
}

function storyOf(scenario: ScenarioHistory, recordIdsIn: RecordIds): Story {
  const { all } = scenario.timeline;
  const places = placesById(scenario, recordIdsIn);
  const until = all.at(-1);
  return {
    scenario: scenario.name,
    // It begins long before its first process where the machine is busy with other scenarios.
    fromMs: all[1]?.atMs ?? all[0]?.atMs ?? 0,
    untilMs: until?.atMs ?? 0,
    aborted: scenario.ended?.aborted ?? null,
    lives: scenario.processes
      .map((process) => lifeOf(process, { scenario, places, recordIdsIn }))
      .sort((one, other) => byName.compare(one.process, other.process)),
    steps: all.flatMap((observation) => stepOf(observation) ?? []),
    logs: logsOf(scenario, recordIdsIn),
  };
}
