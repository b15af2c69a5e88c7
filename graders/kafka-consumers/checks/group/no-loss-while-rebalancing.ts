import { defineCheck, failed, inconclusive, passed, skipped } from 'kafka-grader/check';
import { exitSeqs } from '../../../orders/checks/ending.ts';
import { firstPrints, listOf, ordersIn, placeOf } from '../../../orders/checks/orders.ts';
import { blockedByEnding, blockedByGroup, blockedByLosses, blockedByNotReading, nameOf } from '../blockers.ts';
import { readingOf } from '../reading.ts';
import { scalingOf, topicOf } from '../scaling.ts';
import { stoppedInOrder } from '../stopping.ts';

/**
 * Records produced throughout the scaling were all printed by some member, after all stopped in good order.
 *
 * Sound: only records appended before the grader began to stop the last members are asked for, and the members had until a
 * deadline to print them. Where a member did not stop in order, or records get lost in calm runs too, a loss proves nothing
 * about rebalancing.
 */
export const noLossWhileRebalancing = defineCheck({
  id: 'group.no-loss-while-rebalancing',
  programs: ['consumer'],
  scenarios: ['scaling', 'reading', 'latest', 'live'],
  dependsOn: [
    'consume.uses-settings',
    'consume.prints-every-value',
    'shutdown.leaves-group',
    'group.one-member-reads-all',
  ],
  judge(history) {
    const blocked = blockedByGroup(history);
    if (blocked) return blocked;
    const scenario = scalingOf(history);
    const consumers = scenario.ofRole('consumer');
    const [first] = consumers;
    if (!first) return inconclusive('No consumer was started.');
    const unread = blockedByNotReading(readingOf(scenario, first), { toPrint: true });
    const blockedToo = unread ?? blockedByEnding(history, consumers);
    if (blockedToo) return blockedToo;
    const stopping = scenario.mark('stopping');
    if (!stopping) return skipped('group.one-member-reads-all', 'The scaling never began.', [first.startedSeq]);
    const printed = new Set(consumers.flatMap((process) => [...firstPrints(process).keys()]));
    const produced = ordersIn(scenario, topicOf(scenario)).filter(({ record }) => record.seq < stopping.seq);
    const missing = produced.filter(({ orderId }) => !printed.has(orderId));
    if (missing.length === 0) {
      return passed(`All ${produced.length} records produced while members came and went were printed.`, [
        stopping.seq,
      ]);
    }
    const losses = blockedByLosses(history);
    if (losses) return losses;
    const unruly = consumers.find((process) => !stoppedInOrder(process));
    const names = listOf(missing.map((order) => `${order.orderId} (${placeOf(order)})`));
    if (unruly && !unruly.endedByItself) {
      return skipped(
        'shutdown.leaves-group',
        `${missing.length} records were printed by nobody, but ${nameOf(unruly)} did not stop in order.`,
        [unruly.startedSeq, ...exitSeqs(unruly)],
      );
    }
    return failed({
      proof: 'missing',
      reason: `${missing.length} of ${produced.length} records produced while members came and went were printed by nobody: ${names}.`,
      expected: `${produced.length} records printed`,
      actual: `${produced.length - missing.length} printed`,
      evidence: [stopping.seq, ...missing.slice(0, 10).map(({ record }) => record.seq)],
    });
  },
});
