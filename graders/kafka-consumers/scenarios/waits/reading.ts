/** Waiting for a consumer to begin to read, and to print. */

import type { Actor, Stage, Wait } from 'kafka-grader';
import type { Ownership } from 'kafka-grader/check';
import { endOf } from '../../../orders/checks/ending.ts';
import { type LoggedOrder, ordersIn, printsOf } from '../../../orders/checks/orders.ts';
import { givenOrders, recordsCarrying } from '../../../orders/checks/producing.ts';
import { ended, processOf } from '../../../orders/scenarios/waits/process.ts';
import { hasAllPositions, partitionsText, readingOf } from '../../checks/reading.ts';
import { patience } from '../patience.ts';

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
    seen: () => `it owns ${partitionsText(ownership().ownedBy(name)) || 'nothing'}`,
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
