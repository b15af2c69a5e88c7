import { defineCheck, type Failed, failed, passed, type ScenarioHistory, skipped } from 'kafka-grader/check';
import { customersOf, neighbours, readSeqs, sentOrders, wrongKey } from '../../orders/checks/keys.ts';
import { orderIdsIn, placeOf } from '../../orders/checks/orders.ts';
import { givenOrders } from '../../orders/checks/producing.ts';

/**
 * All orders of one customer lie in one partition, also those of a second run of the producer.
 *
 * Sound: partitions are read from the topic itself, and their number never changes. Which partition a key belongs to is the
 * client's to choose; only that it is one is asked for. Where the key is not the customer's, that is what is to be mended.
 */
export const choosesPartition = defineCheck({
  id: 'keys.choose-the-partition',
  programs: ['producer'],
  scenarios: ['producing', 'again'],
  dependsOn: ['produce.sends-every-order', 'keys.name-the-customer'],
  judge(history) {
    const [once, again] = [history.scenario('producing'), history.scenario('again')];
    const sent = sentOrders(once);
    if (sent.length < 2) {
      return skipped(
        'produce.sends-every-order',
        'Fewer than two orders are in the topic as records of their own.',
        readSeqs(once),
      );
    }
    const spread = spreadIn(once) ?? spreadIn(again);
    if (spread && wrongKey(sent)) {
      return skipped(
        'keys.name-the-customer',
        'The keys are not the customers’, so they can’t hold them together.',
        spread.evidence,
      );
    }
    if (spread) return spread;
    const lost = runWithoutOrders(again);
    if (lost !== null) {
      const reason = `Of the two runs on one topic, run ${lost} sent no order.`;
      return sent.length < givenOrders(once).length
        ? skipped('produce.sends-every-order', reason, readSeqs(again))
        : failed({ proof: 'missing', reason, evidence: readSeqs(again) });
    }
    return passed(
      `The orders of ${customersOf(sent).size} customers each lie in one partition.`,
      [...sent, ...sentOrders(again)].map(({ record }) => record.seq),
    );
  },
});

/** The number of a run of which nothing arrived, null if there is none. */
function runWithoutOrders(scenario: ScenarioHistory): number | null {
  const arrived = new Set(sentOrders(scenario).map(({ order }) => order.orderId));
  const index = scenario.timeline
    .of('orders-given')
    .findIndex(({ orders }) => !orders.some((text) => orderIdsIn(text).some((id) => arrived.has(id))));
  return index < 0 ? null : index + 1;
}

/** A customer whose orders lie in two partitions. */
function spreadIn(scenario: ScenarioHistory): Failed | null {
  const pair = neighbours(sentOrders(scenario)).find(
    ({ before, later }) => before.record.partition !== later.record.partition,
  );
  if (!pair) return null;
  const { before, later } = pair;
  const places = `${placeOf(before.record)} and ${placeOf(later.record)}`;
  return failed({
    proof: 'seen',
    reason: `Orders ${before.order.orderId} and ${later.order.orderId} are both of customer ${later.order.customerId}, but lie at ${places}.`,
    expected: 'one partition for each customer',
    actual: `P${before.record.partition} and P${later.record.partition}`,
    evidence: [before.record.seq, later.record.seq],
  });
}
