import { defineCheck, failed, passed, skipped } from 'kafka-grader/check';
import { customersOf, neighbours, readSeqs, sentOrders, wrongKey } from '../../orders/checks/keys.ts';
import { placeOf } from '../../orders/checks/orders.ts';

/**
 * One customer's orders stand in the file's order.
 *
 * Sound: order is that of offsets within one partition, never of time; where a customer's orders lie in several there is none,
 * and what spread them is to be mended first. Of an order that was sent twice the first record counts.
 */
export const keepsOrder = defineCheck({
  id: 'keys.keep-the-order',
  programs: ['producer'],
  scenarios: ['producing'],
  dependsOn: ['produce.sends-every-order', 'keys.name-the-customer', 'keys.choose-the-partition'],
  judge(history) {
    const scenario = history.scenario('producing');
    const sent = sentOrders(scenario);
    if (sent.length < 2) {
      return skipped(
        'produce.sends-every-order',
        'Fewer than two orders are in the topic as records of their own.',
        readSeqs(scenario),
      );
    }
    const pairs = neighbours(sent);
    for (const { before, later } of pairs) {
      if (before.record.partition !== later.record.partition || before.record.offset < later.record.offset) continue;
      const places = [placeOf(before.record), placeOf(later.record)] as const;
      return failed({
        proof: 'seen',
        reason: `Of customer ${later.order.customerId}, ${before.order.orderId} stands before ${later.order.orderId} in the file, but lies at ${places[0]}, behind it at ${places[1]}.`,
        expected: 'offsets in the order of the file',
        actual: places.join(', then '),
        evidence: [before.record.seq, later.record.seq],
      });
    }
    const apart = pairs.find(({ before, later }) => before.record.partition !== later.record.partition);
    if (apart) {
      const cause = wrongKey(sent) ? 'keys.name-the-customer' : 'keys.choose-the-partition';
      return skipped(cause, 'One customer’s orders lie in several partitions, between which there is no order.', [
        apart.before.record.seq,
        apart.later.record.seq,
      ]);
    }
    return passed(
      `The orders of ${customersOf(sent).size} customers each stand in the file's order.`,
      sent.map(({ record }) => record.seq),
    );
  },
});
