import { defineCheck, failed, passed, skipped } from 'kafka-grader/check';
import { customersOf, neighbours, sentOrders, wrongKey } from '../../../orders/checks/keys.ts';
import { placeOf } from '../../../orders/checks/orders.ts';

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
    const sent = sentOrders(scenario);
    if (sent.length < 2) {
      const read = scenario.timeline.first('end');
      return skipped(
        'produce.sends-every-order',
        'Fewer than two orders are in the topic as records of their own.',
        read ? [read.seq] : [],
      );
    }
    const keyFault = wrongKey(sent);
    if (keyFault) return keyFault;
    for (const { before, later } of neighbours(sent)) {
      if (before.record.partition === later.record.partition && before.record.offset < later.record.offset) continue;
      const places = [placeOf(before.record), placeOf(later.record)] as const;
      return failed({
        proof: 'seen',
        reason: `Of customer ${later.order.customerId}, ${before.order.orderId} stands before ${later.order.orderId} in the file, but lies at ${places[0]}, and the later one at ${places[1]}.`,
        expected: 'one partition, offsets in the order of the file',
        actual: places.join(', then '),
        evidence: [before.record.seq, later.record.seq],
      });
    }
    return passed(
      `The orders of ${customersOf(sent).size} customers each stand in one partition in the file's order.`,
      sent.map(({ record }) => record.seq),
    );
  },
});
