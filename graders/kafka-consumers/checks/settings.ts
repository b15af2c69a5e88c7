/** Which settings a consumer took from the environment, by what it asked the broker for. */
import type { History, ScenarioHistory } from 'kafka-grader/check';
import {
  brokersFault,
  groupFault,
  type SettingsFault,
  strayFault,
  topicFault,
} from '../../orders/checks/settings-fault.ts';
import { type Reading, readingOf } from './reading.ts';

/** The faults that can be seen in all runs of the consumer, one per setting at most. */
export function settingsFaults(history: History): SettingsFault[] {
  const reset = resetFault(history);
  return [...faultsIn(history.plays), ...(reset ? [reset] : [])];
}

/** Those of them that the consumer was not given the world for that it insists on. */
export function unmendedFaults(history: History): SettingsFault[] {
  return faultsIn(history.scenarios);
}

function faultsIn(plays: readonly ScenarioHistory[]): SettingsFault[] {
  const faults = plays
    .flatMap((scenario) => scenario.ofRole('consumer'))
    .flatMap((process) => [brokersFault(process) ?? strayFault(process), topicFault(process), groupFault(process)]);
  const first = new Map<string, SettingsFault>();
  for (const fault of faults) {
    if (fault && !first.has(fault.setting)) first.set(fault.setting, fault);
  }
  return [...first.values()];
}

type Start = 'earliest' | 'latest';

/** Both policies led to the same place: the policy did not come from the environment. */
function resetFault(history: History): SettingsFault | null {
  const earliest = startOf(history.scenario('reading'));
  const latest = startOf(history.scenario('latest'));
  if (!earliest || !latest || earliest.start !== latest.start) return null;
  const ignored = earliest.start === 'earliest' ? 'latest' : 'earliest';
  return {
    setting: 'reset',
    reason: `The consumer began at the ${earliest.start} offset whatever KAFKA_AUTO_OFFSET_RESET said; it was ${ignored} in one of the runs.`,
    expected: 'earliest begins at the oldest record, latest at the next one',
    actual: `both begin at the ${earliest.start} offset`,
    evidence: [...earliest.evidence, ...latest.evidence],
  };
}

/** Where a new group's first consumer began in a topic with history: before it or behind it. */
export function startOf(scenario: ScenarioHistory): { start: Start; evidence: number[] } | null {
  const [process] = scenario.ofRole('consumer');
  if (!process) return null;
  const starts = [...readingOf(scenario, process).positions.values()].flatMap((position) => {
    const start = placeInHistory(scenario, position);
    return start ? [{ start, seq: position.seq }] : [];
  });
  const [first] = starts;
  if (!first || starts.some(({ start }) => start !== first.start)) return null;
  return { start: first.start, evidence: starts.map(({ seq }) => seq) };
}

type Position = Reading['positions'] extends ReadonlyMap<number, infer P> ? P : never;

/** Null in between, or where the partition had no history. */
export function placeInHistory(scenario: ScenarioHistory, position: Position): Start | null {
  const history = scenario
    .records(position.topic)
    .filter(({ partition, seq }) => partition === position.partition && seq < position.seq);
  const last = history.at(-1);
  if (!last) return null;
  if (position.offset === 0) return 'earliest';
  return position.offset > last.offset ? 'latest' : null;
}
