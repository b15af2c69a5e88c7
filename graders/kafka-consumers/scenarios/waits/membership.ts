/** Waiting for processes to become members, and to share the partitions. */

import type { Actor, Stage, Wait } from 'kafka-grader';
import { isComplete, Ownership, type ProcessHistory, type ScenarioHistory } from 'kafka-grader/check';
import { ended, processOf } from '../../../orders/scenarios/waits/process.ts';
import { partitionsText } from '../../checks/reading.ts';
import { patience } from '../patience.ts';

/** It has sent the request that makes it a member: a classic one's second, which carries the id it was given; a static one's first. */
export function asksToJoin(stage: Stage, { name }: Actor): Wait {
  const process = processOf(stage, name);
  return {
    what: `${name} asks to join`,
    deadlineMs: patience.positionMs,
    holds: () =>
      process.timeline
        .of('join-asked')
        .some(({ memberId, groupInstanceId }) => memberId !== '' || groupInstanceId !== null),
    impossible: () => ended(process),
    seen: () => `${process.timeline.of('join-asked').length} requests to join`,
  };
}

/** Who owns what right now, kept up as it is asked for. */
export function followOwnership(history: ScenarioHistory, topic: string): () => Ownership {
  const ownership = new Ownership(topic);
  let read = 0;
  return () => {
    for (const observation of history.timeline.all.slice(read)) ownership.add(observation);
    read = history.timeline.all.length;
    return ownership;
  };
}

/**
 * The processes share the topic's partitions completely, by the wire and by the coordinator's own description, and every
 * owner fetches what it owns.
 */
export function haveSettled(
  stage: Stage,
  current: () => Ownership,
  names: readonly string[],
  { topic, partitions }: { topic: string; partitions: number },
): Wait {
  const processes = names.map((name) => processOf(stage, name));
  const wireState = () => JSON.stringify(current().members);
  const rest = { state: '', sinceMs: 0 };
  return {
    what: `${names.length} members share ${partitions} partitions`,
    deadlineMs: patience.rebalanceMs,
    holds: () =>
      isComplete(current(), names, partitions) &&
      processes.every((process) => fetchesItsOwn(process, current(), topic)),
    impossible: ({ fairMs }) => {
      const gone = processes.find((process) => !process.isRunning);
      if (gone) return ended(gone);
      const state = wireState();
      if (state !== rest.state) Object.assign(rest, { state, sinceMs: fairMs });
      const ownership = current();
      const groups = new Set(
        ownership.members.filter(({ assignedSeq }) => assignedSeq !== null).map(({ group }) => group),
      );
      if (groups.size > 1) return `the members are in ${groups.size} groups: ${[...groups].join(', ')}`;
      const atRest =
        ownership.members.length >= names.length &&
        ownership.members.every(({ joining, assignedSeq }) => !joining && assignedSeq !== null);
      const sameGeneration = new Set(ownership.members.map(({ generation }) => generation)).size === 1;
      return fairMs - rest.sinceMs >= patience.restMs &&
        atRest &&
        sameGeneration &&
        !isComplete(ownership, names, partitions)
        ? 'all members are at rest in one generation with another assignment'
        : null;
    },
    confirm: async () => {
      const before = wireState();
      const [group] = current().members.map((member) => member.group);
      if (group === undefined) return false;
      const described = await stage.observeGroup(group);
      if (wireState() !== before) return false;
      return agrees(described.members, current(), topic);
    },
    seen: () => names.map((name) => `${name}: ${partitionsText(current().ownedBy(name)) || 'none'}`).join('; '),
  };
}

function fetchesItsOwn(process: ProcessHistory, ownership: Ownership, topic: string): boolean {
  const fetched = new Set(
    process.timeline
      .of('positioned')
      .filter((p) => p.topic === topic)
      .map((p) => p.partition),
  );
  return ownership.ownedBy(process.name).every((partition) => fetched.has(partition));
}

interface DescribedMember {
  memberId: string;
  partitions: readonly { topic: string; partition: number }[];
}

/** The coordinator describes the same members with the same partitions as the wire. */
function agrees(described: readonly DescribedMember[], ownership: Ownership, topic: string): boolean {
  const asText = (members: readonly { memberId: string; partitions: readonly number[] }[]) =>
    members
      .map(({ memberId, partitions }) => `${memberId}=${[...partitions].sort((a, b) => a - b).join()}`)
      .sort()
      .join(';');
  const byCoordinator = described.map(({ memberId, partitions }) => ({
    memberId,
    partitions: partitions.filter((owned) => owned.topic === topic).map(({ partition }) => partition),
  }));
  return asText(byCoordinator) === asText(ownership.members);
}
