import {
  defineCheck,
  type Episode,
  failed,
  type Observation,
  ownershipOf,
  passed,
  type ScenarioHistory,
} from 'kafka-grader/check';
import { firstPrints, type LoggedOrder, ordersIn, type Print, placeOf } from '../../../orders/checks/orders.ts';
import { blockedByEnding, blockedByGroup, blockedByNotReading, nameOf } from '../blockers.ts';
import { readingOf } from '../reading.ts';
import { assignmentAt, scalingOf, topicOf } from '../scaling.ts';

/**
 * No partition has two owners in one generation; a record is printed by two members only if its partition changed hands
 * between them and it was never covered by an accepted commit before that.
 *
 * Sound: a record printed twice is excused wherever a handover may explain it: between any episode of the one and any later
 * one of the other, with the commits that the broker had accepted when the later one asked for its position.
 */
export const noDoubleProcessing = defineCheck({
  id: 'group.no-double-processing',
  programs: ['consumer'],
  scenarios: ['scaling', 'reading', 'latest', 'live'],
  dependsOn: ['consume.uses-settings', 'consume.prints-every-value', 'group.two-members-share'],
  judge(history) {
    const blocked = blockedByGroup(history);
    if (blocked) return blocked;
    const scenario = scalingOf(history);
    const consumers = scenario.ofRole('consumer');
    const [first] = consumers;
    const unread = first ? blockedByNotReading(readingOf(scenario, first), { toPrint: true }) : null;
    const blockedToo = unread ?? blockedByEnding(history, consumers);
    if (blockedToo) return blockedToo;
    const two = assignmentAt(history, 'two-members');
    const topic = topicOf(scenario);
    const ownership = ownershipOf(scenario.timeline.all, topic);

    const clash = twoOwnersInOneGeneration(scenario.timeline.all, topic);
    if (clash) {
      return failed({
        proof: 'seen',
        reason: `In generation ${clash.generation} partition ${clash.partition} was given to ${clash.processes.map(nameOf).join(' and ')}.`,
        expected: 'one owner per partition and generation',
        actual: clash.processes.map(nameOf).join(' and '),
        evidence: clash.seqs,
      });
    }
    const printsBy = new Map(consumers.map((process) => [process.name, firstPrints(process)]));
    for (const order of ordersIn(scenario, topic)) {
      const printers = [...printsBy]
        .flatMap(([process, prints]) => {
          const print = prints.get(order.orderId);
          return print ? [{ process, print }] : [];
        })
        .sort((a, b) => a.print.line.seq - b.print.line.seq);
      for (const [index, again] of printers.entries()) {
        const before = printers[index - 1];
        if (!before || isExcused(order, before.process, again.process, ownership.episodes, scenario)) continue;
        return failed(doubleFinding(order, before, again, scenario));
      }
    }
    const shared = two ? '' : ' (only one member took part)';
    return passed(
      `No record was processed twice without a handover that explains it${shared}.`,
      scenario.timeline.of('assigned').map(({ seq }) => seq),
    );
  },
});

interface Printer {
  process: string;
  print: Print;
}

function doubleFinding(order: LoggedOrder, before: Printer, again: Printer, scenario: ScenarioHistory) {
  const commit = scenario.timeline
    .of('committed')
    .find(
      ({ partition, offset, error, topic }) =>
        error === null && topic === order.topic && partition === order.partition && offset > order.offset,
    );
  const committed = commit ? ` and the group had committed P${commit.partition}:${commit.offset}` : '';
  return {
    proof: 'seen' as const,
    reason: `${nameOf(again.process)} printed ${order.orderId} (${placeOf(order)}), which ${nameOf(before.process)} had already printed${committed}.`,
    expected: 'each committed record processed by one member',
    actual: `${order.orderId} printed by ${nameOf(before.process)} and ${nameOf(again.process)}`,
    evidence: [order.record.seq, before.print.line.seq, again.print.line.seq, ...(commit ? [commit.seq] : [])],
  };
}

/** Either of the two may have owned the partition later: lines of two processes have no order that proves which. */
function isExcused(
  order: LoggedOrder,
  a: string,
  b: string,
  episodes: readonly Episode[],
  scenario: ScenarioHistory,
): boolean {
  const own = episodes.filter(({ partition }) => partition === order.partition);
  const of = (process: string) => own.filter((episode) => episode.process === process);
  const pairs = [
    ...of(a).flatMap((earlier) => of(b).map((later) => ({ earlier, later }))),
    ...of(b).flatMap((earlier) => of(a).map((later) => ({ earlier, later }))),
  ].filter(({ earlier, later }) => later.fromSeq > earlier.fromSeq);
  return pairs.some(
    ({ later }) => order.offset >= committedBefore(positionSeq(later, scenario), later, order.topic, scenario),
  );
}

/** When the owner asked for its position: its first OffsetFetch answer, else its first Fetch, in this episode. */
function positionSeq(episode: Episode, scenario: ScenarioHistory): number {
  const process = scenario.process(episode.process);
  const asked = [
    ...(process?.timeline.of('committed-offset-read') ?? []),
    ...(process?.timeline.of('positioned') ?? []),
  ]
    .filter(({ partition, seq }) => partition === episode.partition && seq >= episode.fromSeq)
    .map(({ seq }) => seq);
  return Math.min(...asked, episode.untilSeq ?? Number.POSITIVE_INFINITY);
}

/** The highest offset that the group had had accepted for the partition by then; not the current one, which a seek moves back. */
function committedBefore(seq: number, { partition, group }: Episode, topic: string, scenario: ScenarioHistory): number {
  const accepted = scenario.timeline
    .of('committed')
    .filter(
      (commit) =>
        commit.error === null &&
        commit.topic === topic &&
        commit.partition === partition &&
        commit.group === group &&
        commit.seq < seq,
    )
    .map(({ offset }) => offset);
  return Math.max(0, ...accepted);
}

/** The first partition that the coordinator gave to two processes in one generation. */
export function twoOwnersInOneGeneration(observations: readonly Observation[], topic: string) {
  const owners = new Map<string, { process: string; seq: number }>();
  for (const observation of observations) {
    if (observation.type !== 'assigned' || observation.error !== null || observation.process === null) continue;
    for (const owned of observation.partitions) {
      if (owned.topic !== topic) continue;
      const key = `${observation.group} ${observation.generation} ${owned.partition}`;
      const other = owners.get(key);
      if (other && other.process !== observation.process) {
        return {
          generation: observation.generation,
          partition: owned.partition,
          processes: [other.process, observation.process],
          seqs: [other.seq, observation.seq],
        };
      }
      owners.set(key, { process: observation.process, seq: observation.seq });
    }
  }
  return null;
}
