/** What one run of a consumer did with one topic, by its wire and its output. */
import { type Observed, type ProcessHistory, remembered, type ScenarioHistory } from 'kafka-grader/check';
import { firstPrints, type LoggedOrder, ordersIn, type Print } from '../../orders/checks/orders.ts';

export interface Reading {
  process: ProcessHistory;
  topic: string;
  /** Where it first began to fetch, by partition. */
  positions: ReadonlyMap<number, Observed<'positioned'>>;
  /** The partitions that it never fetched from. */
  unread: readonly number[];
  /** The orders of the topic at or after those positions, from before the grader asked the process to stop. */
  reachable: readonly LoggedOrder[];
  prints: ReadonlyMap<string, Print>;
  /** Reachable, never printed, and not passed over by a later move of the position. */
  lost: readonly LoggedOrder[];
}

const readings = remembered(
  ({ timeline }: ScenarioHistory) => timeline.all.length,
  () => new Map<ProcessHistory, Reading>(),
);

export function readingOf(scenario: ScenarioHistory, process: ProcessHistory): Reading {
  const known = readings(scenario);
  const reading = known.get(process) ?? observedReading(scenario, process);
  known.set(process, reading);
  return reading;
}

function observedReading(scenario: ScenarioHistory, process: ProcessHistory): Reading {
  const { topic } = process.settings;
  const positioned = process.timeline.of('positioned').filter((position) => position.topic === topic);
  const positions = new Map<number, Observed<'positioned'>>();
  for (const position of positioned) {
    if (!positions.has(position.partition)) positions.set(position.partition, position);
  }
  const stopSeq = process.signalled?.seq ?? Number.POSITIVE_INFINITY;
  const reachable = ordersIn(scenario, topic).filter(({ partition, offset, record }) => {
    const position = positions.get(partition);
    return position !== undefined && offset >= position.offset && record.seq < stopSeq;
  });
  const prints = firstPrints(process);
  const lost = reachable.filter((order) => !prints.has(order.orderId) && !wasPassedOver(order, process, positioned));
  const partitions = scenario.topics.find((made) => made.topic === topic)?.partitions ?? 0;
  const unread = Array.from({ length: partitions }, (_, partition) => partition).filter(
    (partition) => !positions.has(partition),
  );
  return { process, topic, positions, unread, reachable, prints, lost };
}

/** The answer to a Fetch with which the broker sent this record to the process; null where it never did. */
export function deliveryOf(order: LoggedOrder, process: ProcessHistory): Observed<'fetched'> | null {
  const found = process.timeline
    .of('fetched')
    .find(
      ({ topic, partition, first, last }) =>
        topic === order.topic && partition === order.partition && first <= order.offset && order.offset <= last,
    );
  return found ?? null;
}

export function wasDelivered(order: LoggedOrder, process: ProcessHistory): boolean {
  return deliveryOf(order, process) !== null;
}

/** The process moved its own position beyond a record that it had never been sent. */
function wasPassedOver(
  order: LoggedOrder,
  process: ProcessHistory,
  positioned: readonly Observed<'positioned'>[],
): boolean {
  const ownPositions = positioned.filter(({ partition }) => partition === order.partition);
  return ownPositions.some(({ offset }) => offset > order.offset) && !wasDelivered(order, process);
}

/** `P0 P3`, as reports name partitions. */
export function partitionsText(partitions: readonly number[]): string {
  return partitions.map((partition) => `P${partition}`).join(' ');
}

/** Positions of all partitions are known: it has begun to fetch each of them. */
export function hasAllPositions(reading: Reading, partitions: number): boolean {
  return reading.positions.size >= partitions;
}
