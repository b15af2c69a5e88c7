/** Which settings a consumer took from the environment, by what it asked the broker for. */
import type { History, ProcessHistory, ScenarioHistory } from '../../../src/evidence/history.ts';
import { producerWithBroker } from './producing.ts';
import { type Reading, readingOf } from './reading.ts';

export interface SettingsFault {
  setting: 'brokers' | 'topic' | 'group' | 'reset';
  reason: string;
  expected: string;
  actual: string;
  evidence: readonly number[];
}

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
    .flatMap((process) => [brokersFault(process), topicFault(process), groupFault(process)]);
  const first = new Map<string, SettingsFault>();
  for (const fault of faults) {
    if (fault && !first.has(fault.setting)) first.set(fault.setting, fault);
  }
  return [...first.values()];
}

/** It never connected to the given address, and complained of another one. */
export function brokersFault(process: ProcessHistory): SettingsFault | null {
  if (process.timeline.first('connected')) return null;
  for (const line of process.lines) {
    const address = line.text.match(/(?:localhost|127\.0\.0\.1|\[?::1\]?):(\d{2,5})\b/)?.[0];
    if (address === undefined || address.split(':').at(-1) === process.settings.brokers.split(':').at(-1)) continue;
    if (!/refused|connect|broker|transport/i.test(line.text)) continue;
    return {
      setting: 'brokers',
      reason: `The ${process.role} tried to reach ${address}, not the address in KAFKA_BROKERS.`,
      expected: process.settings.brokers,
      actual: address,
      evidence: [process.startedSeq, line.seq],
    };
  }
  return null;
}

export function topicFault(process: ProcessHistory): SettingsFault | null {
  const given = process.settings.topic;
  const named = [
    ...process.timeline.of('metadata-asked').map(({ seq, topics }) => ({ seq, topics: topics ?? [] })),
    ...process.timeline.of('join-asked').map(({ seq, subscribed }) => ({ seq, topics: subscribed })),
    ...process.timeline.of('positioned').map(({ seq, topic }) => ({ seq, topics: [topic] })),
  ].filter(({ topics }) => topics.length > 0);
  const [other] = named;
  if (!other || named.some(({ topics }) => topics.includes(given))) return null;
  const actual = other.topics.join(', ');
  return {
    setting: 'topic',
    reason: `The ${process.role} asked for the topic "${actual}", not for the one in KAFKA_TOPIC.`,
    expected: given,
    actual,
    evidence: [process.startedSeq, other.seq],
  };
}

export function groupFault(process: ProcessHistory): SettingsFault | null {
  const given = process.settings.group;
  const joins = process.timeline.of('join-asked');
  const [other] = joins;
  if (given === null || !other || joins.some(({ group }) => group === given)) return null;
  return {
    setting: 'group',
    reason: `The consumer joined the group "${other.group}", not the one in KAFKA_GROUP_ID.`,
    expected: given,
    actual: other.group,
    evidence: [process.startedSeq, other.seq],
  };
}

/** What the producer uses whatever it is given, in any run that had a broker. */
export function producerFault(history: History): SettingsFault | null {
  const producers = history.plays.flatMap((scenario) => producerWithBroker(scenario) ?? []);
  return (
    producers.map((producer) => brokersFault(producer) ?? topicFault(producer)).find((fault) => fault !== null) ?? null
  );
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
