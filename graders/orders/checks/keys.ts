/** Under which keys a producer's orders arrived, and where each customer's lie. */

import { type Bytes, type Failed, failed, type Observed, type ScenarioHistory } from 'kafka-grader/check';
import { placeOf } from './orders.ts';
import { type GivenOrder, givenOrders, recordsCarrying } from './producing.ts';

/** An order that arrived as a record of its own; of one that was sent twice the first record counts. */
export interface SentOrder {
  order: GivenOrder;
  record: Observed<'record'>;
}

/** In the file's order. */
export function sentOrders(scenario: ScenarioHistory): SentOrder[] {
  return givenOrders(scenario).flatMap((order) => {
    const [record] = recordsCarrying(scenario, order.orderId);
    return record ? [{ order, record }] : [];
  });
}

/** The first order whose key is not its `customerId`. */
export function wrongKey(sent: readonly SentOrder[]): Failed | null {
  const wrong = sent.find(({ order, record }) => record.key !== order.customerId);
  if (!wrong) return null;
  const { order, record } = wrong;
  return failed({
    proof: 'seen',
    reason: `Order ${order.orderId} of customer ${order.customerId} was sent with ${keyName(record.key)} (${placeOf(record)}).`,
    expected: `key ${order.customerId}`,
    actual: keyName(record.key),
    evidence: [record.seq],
  });
}

/** Each order of a customer with the one that stands before it in the file. */
export function neighbours(sent: readonly SentOrder[]): { before: SentOrder; later: SentOrder }[] {
  const last = new Map<string, SentOrder>();
  return sent.flatMap((later) => {
    const before = last.get(later.order.customerId);
    last.set(later.order.customerId, later);
    return before ? [{ before, later }] : [];
  });
}

/** When the grader read the whole topic: evidence of what is not in it. */
export function readSeqs(scenario: ScenarioHistory): number[] {
  return scenario.timeline.of('end').map(({ seq }) => seq);
}

export function customersOf(sent: readonly SentOrder[]): Set<string> {
  return new Set(sent.map(({ order }) => order.customerId));
}

function keyName(key: Bytes): string {
  if (key === null) return 'no key';
  return typeof key === 'string' ? `the key ${JSON.stringify(key)}` : 'a key that is not UTF-8 text';
}
