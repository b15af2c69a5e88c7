/** Waiting for a consumer to begin to read, and to print. */

import type { Actor, Stage, Wait } from 'kafka-grader';
import type { Ownership, ProcessHistory } from 'kafka-grader/check';
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
      return whyNeverPrinted(stage, processes, missing, quietMs);
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
  const carrying = () => missing().flatMap(({ orderId }) => recordsCarrying(stage.history, orderId));
  return {
    what: `${name} printed the ${arrived.length} orders that the producer sent`,
    deadlineMs: patience.printMs + arrived.length * patience.printPerRecordMs,
    holds: () => missing().length === 0,
    impossible: ({ quietMs }) => ended(process) ?? whyNeverPrinted(stage, [process], carrying, quietMs),
    seen: () => `${missing().length} of ${arrived.length} orders are missing`,
  };
}

/** Records produced from now on were printed from every partition, by whomever. */
export function havePrintedInEachPartition(stage: Stage, actors: readonly Actor[], topic: string): Wait {
  const processes = actors.map(({ name }) => processOf(stage, name));
  const known = ordersIn(stage.history, topic).length;
  const fresh = () => ordersIn(stage.history, topic).slice(known);
  const printedPartitions = () => {
    const printed = new Set(processes.flatMap((process) => printsOf(process).map(({ orderId }) => orderId)));
    return new Set(fresh().flatMap(({ orderId, partition }) => (printed.has(orderId) ? [partition] : [])));
  };
  const partitions = stage.history.topics.find((made) => made.topic === topic)?.partitions ?? 0;
  return {
    what: `a new record of each of ${partitions} partitions is printed`,
    deadlineMs: patience.printMs,
    holds: () => printedPartitions().size === partitions,
    impossible: ({ quietMs }) => {
      const gone = processes.find((process) => !process.isRunning);
      if (gone) return ended(gone);
      const missing = () => fresh().filter(({ partition }) => !printedPartitions().has(partition));
      return whyNeverPrinted(stage, processes, missing, quietMs);
    },
    seen: () => `new records of ${printedPartitions().size} partitions were printed`,
  };
}

/** So many records, one after another, of which none is printed by the time that all are committed: not one that is just late. */
const enoughToTell = 8;

/** The process printed a record that was produced from now on in a partition that it owns. */
export function hasPrintedWhatItOwns(stage: Stage, { name }: Actor, ownership: () => Ownership): Wait {
  const process = processOf(stage, name);
  const { topic } = process.settings;
  const known = ordersIn(stage.history, topic).length;
  const fresh = () => {
    const owned = ownership().ownedBy(name);
    return ordersIn(stage.history, topic)
      .slice(known)
      .filter(({ partition }) => owned.includes(partition));
  };
  const isPrinted = ({ orderId }: LoggedOrder) => printsOf(process).some((print) => print.orderId === orderId);
  return {
    what: `${name} prints a new record of a partition that it owns`,
    deadlineMs: patience.printMs,
    holds: () => fresh().some(isPrinted),
    impossible: () => {
      if (!process.isRunning) return ended(process);
      const passed = fresh().filter((order) => isBehindCommit(stage, order));
      return passed.length >= enoughToTell && !passed.some(isPrinted) ? 'new records were committed unprinted' : null;
    },
    seen: () => `it owns ${partitionsText(ownership().ownedBy(name)) || 'nothing'}`,
  };
}

/**
 * Why none of the orders will be printed any more; null while one may be. Nothing has come from the processes for a while, and each
 * order lies behind what the group has committed, or behind where the processes began to read.
 */
function whyNeverPrinted(
  stage: Stage,
  processes: readonly ProcessHistory[],
  missing: () => readonly Place[],
  quietMs: number,
): string | null {
  const orders = quietMs < patience.quietMs ? [] : missing();
  if (orders.length === 0) return null;
  const [committed, others] = divided(orders, (order) => isBehindCommit(stage, order));
  if (!others.every((order) => processes.every((process) => isBehindPosition(stage, process, order)))) return null;
  return [
    ...(committed.length > 0 ? [`${committed.length} orders were committed unprinted`] : []),
    ...(others.length > 0 ? [`${others.length} orders lie behind where it began to read`] : []),
  ].join(', ');
}

/** Where a record stands. */
type Place = Pick<LoggedOrder, 'topic' | 'partition' | 'offset'>;

/** The group has committed beyond the order: it will not be read again. */
function isBehindCommit(stage: Stage, order: Place): boolean {
  return stage.history.timeline
    .of('committed')
    .some(
      ({ topic, partition, offset, error }) =>
        error === null && topic === order.topic && partition === order.partition && offset > order.offset,
    );
}

/** The process first fetched from behind the order. */
function isBehindPosition(stage: Stage, process: ProcessHistory, { topic, partition, offset }: Place): boolean {
  const reading = readingOf(stage.history, process);
  const position = reading.topic === topic ? reading.positions.get(partition) : undefined;
  return position !== undefined && position.offset > offset;
}

function divided<T>(all: readonly T[], belongsToFirst: (each: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [all.filter(belongsToFirst), all.filter((each) => !belongsToFirst(each))];
}
