/** What the scenarios wait for. */
import type { ProcessHistory, ScenarioHistory } from '../../../src/evidence/history.ts';
import { isComplete, Ownership } from '../../../src/evidence/ownership.ts';
import type { Actor } from '../../../src/scenario/actor.ts';
import type { Stage } from '../../../src/scenario/stage.ts';
import type { Wait } from '../../../src/scenario/waiting.ts';
import { type LoggedOrder, ordersIn, printsOf } from '../checks/orders.ts';
import { exitLimits } from '../checks/produce/exits-cleanly.ts';
import { givenOrders, recordsCarrying } from '../checks/producing.ts';
import { endOf, hasAllPositions, readingOf } from '../checks/reading.ts';
import { patience } from './patience.ts';

/** Added to the contract's limits, so that measuring late never counts against a program. */
const measuringMarginMs = 1_000;

function processOf(stage: Stage, name: string): ProcessHistory {
  const process = stage.history.process(name);
  if (!process) throw new Error(`no process ${name} was started`);
  return process;
}

function ended(process: ProcessHistory): string | null {
  return process.isRunning ? null : `${process.name}: ${endOf(process)}`;
}

/** It has begun to fetch every partition: no later record can be stepped over. */
export function hasPosition(stage: Stage, name: string, partitions: number): Wait {
  const process = processOf(stage, name);
  const reading = () => readingOf(stage.history, process);
  return {
    what: `${name} fetches from ${partitions} partitions`,
    deadlineMs: patience.positionMs,
    holds: () => hasAllPositions(reading(), partitions),
    impossible: () => ended(process),
    seen: () => `it fetched from ${reading().positions.size}`,
  };
}

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

/** Each of the orders was printed by one of the processes. */
export function havePrinted(stage: Stage, names: readonly string[], orders: readonly LoggedOrder[]): Wait {
  const processes = names.map((name) => processOf(stage, name));
  const missing = () => {
    const printed = new Set(processes.flatMap((process) => printsOf(process).map(({ orderId }) => orderId)));
    return orders.filter(({ orderId }) => !printed.has(orderId));
  };
  return {
    what: `${names.join(', ')} printed ${orders.length} orders`,
    deadlineMs: patience.printMs + orders.length * patience.printPerRecordMs,
    holds: () => missing().length === 0,
    impossible: ({ quietMs }) => {
      if (processes.every((process) => !process.isRunning)) return processes.map(endOf).join('; ');
      if (quietMs < patience.quietMs) return null;
      const lost = missing();
      return lost.every((order) => isBehindCommit(stage, order))
        ? `${lost.length} orders were committed unprinted`
        : null;
    },
    seen: () => `${missing().length} of ${orders.length} orders are missing`,
  };
}

/** Each of the student's orders that the topic holds was printed by the consumer. */
export function hasPrintedWhatArrived(stage: Stage, name: string): Wait {
  const process = processOf(stage, name);
  const arrived = givenOrders(stage.history).filter(
    ({ orderId }) => recordsCarrying(stage.history, orderId).length > 0,
  );
  const missing = () => {
    const printed = new Set(printsOf(process).map(({ orderId }) => orderId));
    return arrived.filter(({ orderId }) => !printed.has(orderId));
  };
  return {
    what: `${name} printed the ${arrived.length} orders that the producer sent`,
    deadlineMs: patience.printMs + arrived.length * patience.printPerRecordMs,
    holds: () => missing().length === 0,
    impossible: () => ended(process),
    seen: () => `${missing().length} of ${arrived.length} orders are missing`,
  };
}

/** Records produced from now on were printed from every partition, by whomever. */
export function havePrintedInEachPartition(stage: Stage, actors: readonly Actor[], topic: string): Wait {
  const known = ordersIn(stage.history, topic).length;
  const fresh = () => ordersIn(stage.history, topic).slice(known);
  const printedPartitions = () => {
    const printed = new Set(
      actors.flatMap(({ name }) => printsOf(processOf(stage, name)).map(({ orderId }) => orderId)),
    );
    return new Set(fresh().flatMap(({ orderId, partition }) => (printed.has(orderId) ? [partition] : [])));
  };
  const partitions = stage.history.topics.find((made) => made.topic === topic)?.partitions ?? 0;
  return {
    what: `a new record of each of ${partitions} partitions is printed`,
    deadlineMs: patience.printMs,
    holds: () => printedPartitions().size === partitions,
    impossible: () => {
      const gone = actors.map(({ name }) => processOf(stage, name)).find((process) => !process.isRunning);
      if (gone) return ended(gone);
      const [oldest] = fresh();
      const rest = fresh().slice(0, 2 * partitions);
      return oldest &&
        rest.length === 2 * partitions &&
        rest.every((order) => isBehindCommit(stage, order)) &&
        printedPartitions().size === 0
        ? 'new records were committed unprinted'
        : null;
    },
    seen: () => `new records of ${printedPartitions().size} partitions were printed`,
  };
}

/** The process printed a record that was produced from now on in a partition that it owns. */
export function hasPrintedWhatItOwns(stage: Stage, { name }: Actor, ownership: () => Ownership): Wait {
  const process = processOf(stage, name);
  const { topic } = process.settings;
  const known = ordersIn(stage.history, topic).length;
  return {
    what: `${name} prints a new record of a partition that it owns`,
    deadlineMs: patience.printMs,
    holds: () => {
      const owned = ownership().ownedBy(name);
      const printed = new Set(printsOf(process).map(({ orderId }) => orderId));
      return ordersIn(stage.history, topic)
        .slice(known)
        .some(({ orderId, partition }) => owned.includes(partition) && printed.has(orderId));
    },
    impossible: () => ended(process),
    seen: () =>
      `it owns ${
        ownership()
          .ownedBy(name)
          .map((p) => `P${p}`)
          .join(' ') || 'nothing'
      }`,
  };
}

/** The producer ended, or has had the time that the contract gives it since its last acknowledgement. */
export function hasEnded(stage: Stage, name: string): Wait {
  const process = processOf(stage, name);
  const graceMs = exitLimits.afterLastAcknowledgementMs + measuringMarginMs;
  return {
    what: `${name} ends`,
    deadlineMs: exitLimits.withoutBrokerMs + measuringMarginMs,
    holds: () => !process.isRunning,
    impossible: ({ nowMs }) => {
      const lastAck = process.timeline.of('produced').at(-1);
      return lastAck && nowMs - lastAck.atMs > graceMs ? `its last acknowledgement was ${graceMs / 1000} s ago` : null;
    },
    seen: () => 'it is still running',
  };
}

/** The group has committed beyond the order: it will not be read again. */
function isBehindCommit(stage: Stage, order: LoggedOrder): boolean {
  return stage.history.timeline
    .of('committed')
    .some(
      ({ topic, partition, offset, error }) =>
        error === null && topic === order.topic && partition === order.partition && offset > order.offset,
    );
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
    seen: () =>
      names
        .map(
          (name) =>
            `${name}: ${
              current()
                .ownedBy(name)
                .map((p) => `P${p}`)
                .join(' ') || 'none'
            }`,
        )
        .join('; '),
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
