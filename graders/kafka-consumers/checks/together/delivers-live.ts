import { defineCheck, failed, passed, skipped } from 'kafka-grader/check';
import { endOf, exitSeqs } from '../../../orders/checks/ending.ts';
import { placeOfEnd } from '../../../orders/checks/last-words.ts';
import { listOf } from '../../../orders/checks/orders.ts';
import { givenOrders, recordsCarrying } from '../../../orders/checks/producing.ts';
import { blockedByLosses, blockedByNotReading, blockedBySettings, leavesOutSome, nameOf } from '../blockers.ts';
import { readingOf } from '../reading.ts';

/**
 * The producer is started when the consumer has its position: every order of the topic is printed by that running consumer.
 *
 * Sound: asked for is what the grader found in the topic, not what the producer should have sent. An order counts as
 * printed where its id stands on a line, whatever the producer wrapped it in.
 */
export const deliversLive = defineCheck({
  id: 'together.delivers-live',
  programs: ['consumer', 'producer'],
  scenarios: ['live', 'reading', 'latest'],
  dependsOn: ['consume.uses-settings', 'consume.prints-every-value', 'produce.sends-every-order'],
  judge(history) {
    const blocked = blockedBySettings(history);
    if (blocked) return blocked;
    const scenario = history.scenario('live');
    const [consumer] = scenario.ofRole('consumer');
    if (!consumer) throw new Error('the scenario "live" started no consumer');
    const reading = readingOf(scenario, consumer);
    const unread = blockedByNotReading(reading, { toPrint: true });
    if (unread) return unread;
    const arrived = givenOrders(scenario).flatMap(({ orderId }) => {
      const [record] = recordsCarrying(scenario, orderId);
      return record ? [{ orderId, record }] : [];
    });
    if (arrived.length === 0) {
      const producers = scenario.ofRole('producer').map(({ startedSeq }) => startedSeq);
      return skipped(
        'produce.sends-every-order',
        'The producer put no order into the topic for the consumer to read.',
        producers,
      );
    }
    const missing = arrived.filter(({ orderId }) => !reading.prints.has(orderId));
    const printed = arrived.length - missing.length;
    if (missing.length === 0 || leavesOutSome(history, consumer, { printed })) {
      return passed(`The running consumer printed ${printed} of ${arrived.length} orders as they came in.`, [
        consumer.startedSeq,
      ]);
    }
    const losses = blockedByLosses(history);
    if (losses) return losses;
    return failed({
      proof: 'missing',
      reason: `${nameOf(consumer)} did not print ${missing.length} of the ${arrived.length} orders that the producer put into the topic: ${listOf(missing.map(({ orderId }) => orderId))}; ${endOf(consumer)}.`,
      expected: `${arrived.length} orders printed`,
      actual: `${printed} printed`,
      location: placeOfEnd(consumer),
      evidence: [consumer.startedSeq, ...missing.slice(0, 10).map(({ record }) => record.seq), ...exitSeqs(consumer)],
    });
  },
});
