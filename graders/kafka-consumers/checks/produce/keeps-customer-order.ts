import { defineCheck } from '../../../../src/check/check.ts';
import { failed, passed, skipped } from '../../../../src/check/verdict.ts';
import type { Observed } from '../../../../src/evidence/history.ts';
import type { Bytes } from '../../../../src/evidence/observation.ts';
import { placeOf } from '../orders.ts';
import { type GivenOrder, givenOrders, recordsCarrying } from '../producing.ts';

/**
 * Keys equal `customerId`, and one customer's orders stand in one partition in the file's order.
 *
 * Sound: keys, partitions and offsets are read from the topic itself. Which partition a key belongs to is the client's to
 * choose; only that it is one is asked for. Of an order that was sent twice the first record counts.
 */
export const keepsCustomerOrder = defineCheck({
  id: 'produce.keeps-customer-order',
  programs: ['producer'],
  scenarios: ['producing'],
  dependsOn: ['produce.sends-every-order'],
  judge(history) {
    const scenario = history.scenario('producing');
    const sent = givenOrders(scenario).flatMap((order) => {
      const [record] = recordsCarrying(scenario, order.orderId);
      return record ? [{ order, record }] : [];
    });
    if (sent.length < 2) {
      const read = scenario.timeline.first('end');
      return skipped(
        'produce.sends-every-order',
        'Fewer than two orders are in the topic as records of their own.',
        read ? [read.seq] : [],
      );
    }
    const lastOf = new Map<string, { order: GivenOrder; record: Observed<'record'> }>();
    for (const { order, record } of sent) {
      if (record.key !== order.customerId) {
        return failed({
          proof: 'seen',
          reason: `Order ${order.orderId} of customer ${order.customerId} was sent with ${keyName(record.key)} (${placeOf(record)}).`,
          expected: `key ${order.customerId}`,
          actual: keyName(record.key),
          evidence: [record.seq],
        });
      }
      const before = lastOf.get(order.customerId);
      if (before && (before.record.partition !== record.partition || before.record.offset >= record.offset)) {
        return failed({
          proof: 'seen',
          reason: `Of customer ${order.customerId}, ${before.order.orderId} stands before ${order.orderId} in the file, but lies at ${placeOf(before.record)}, and the later one at ${placeOf(record)}.`,
          expected: 'one partition, offsets in the order of the file',
          actual: `${placeOf(before.record)}, then ${placeOf(record)}`,
          evidence: [before.record.seq, record.seq],
        });
      }
      lastOf.set(order.customerId, { order, record });
    }
    return passed(
      `The orders of ${lastOf.size} customers each stand in one partition in the file's order.`,
      sent.map(({ record }) => record.seq),
    );
  },
});

function keyName(key: Bytes): string {
  if (key === null) return 'no key';
  return typeof key === 'string' ? `the key ${JSON.stringify(key)}` : 'a key that is not UTF-8 text';
}
