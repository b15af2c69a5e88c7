/** Settings that a program did not take from the environment, by what it asked the broker for. */
import type { History, ProcessHistory } from 'kafka-grader/check';
import { producerWithBroker } from './producing.ts';

export interface SettingsFault {
  setting: 'brokers' | 'topic' | 'group' | 'reset';
  reason: string;
  expected: string;
  actual: string;
  evidence: readonly number[];
}

/** A program may name an address before it connects to the one that it was given: as its default, or in a usage text. */
const complaint =
  /refused|fail|error|ECONN|unreachable|not available|unable|can(?:no|')t|could ?n[o']t|retr(?:y|ies)|timed? ?out/i;

/** It never connected to the given address, and complained of another one. */
export function brokersFault(process: ProcessHistory): SettingsFault | null {
  if (process.timeline.first('connected')) return null;
  for (const line of process.lines) {
    const address = line.text.match(/(?:localhost|127\.0\.0\.1|\[?::1\]?):(\d{2,5})\b/)?.[0];
    if (address === undefined || address.split(':').at(-1) === process.settings.brokers.split(':').at(-1)) continue;
    if (!/refused|connect|broker|transport/i.test(line.text) || !complaint.test(line.text)) continue;
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

/** So long, at least, must a process that was stopped have been elsewhere before it counts as never having come. */
const strayMs = 5_000;

/** It never connected to the given address, and stayed connected to another one, where somebody else answers. */
export function strayFault(process: ProcessHistory): SettingsFault | null {
  if (process.timeline.first('connected')) return null;
  const stray = process.timeline.first('connected-elsewhere');
  const { exited } = process;
  if (!stray || !exited || (exited.asked && exited.atMs - stray.atMs < strayMs)) return null;
  return {
    setting: 'brokers',
    reason: `The ${process.role} connected to ${stray.address}, where something else answers, and never to the address in KAFKA_BROKERS.`,
    expected: process.settings.brokers,
    actual: stray.address,
    evidence: [process.startedSeq, stray.seq],
  };
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
    producers
      .map((producer) => brokersFault(producer) ?? strayFault(producer) ?? topicFault(producer))
      .find((fault) => fault !== null) ?? null
  );
}
