import { defineCheck, failed, inconclusive, passed, skipped } from 'kafka-grader/check';
import { endOf, exitSeqs } from '../../../orders/checks/ending.ts';
import { placeOfEnd } from '../../../orders/checks/last-words.ts';
import { listOf, ordersIn, placeOf } from '../../../orders/checks/orders.ts';
import {
  blockedByGroup,
  blockedByLosses,
  blockedByNotReading,
  blockedByUnaskedEnd,
  leavesOutSome,
  nameOf,
} from '../blockers.ts';
import { readingOf } from '../reading.ts';
import { stoppedInOrder } from '../stopping.ts';

/**
 * Stopped, more produced, started again with the same group: exactly the new records are printed.
 *
 * Sound: the second run is stopped before its output is judged, so nothing is still to come. Records printed again are a
 * fault only after an orderly stop, and only if the first run had printed them too.
 */
export const resumesAfterStop = defineCheck({
  id: 'offsets.resumes-after-stop',
  programs: ['consumer'],
  scenarios: ['reading', 'latest', 'live'],
  dependsOn: ['consume.uses-settings', 'consume.prints-every-value', 'shutdown.leaves-group'],
  judge(history) {
    const blocked = blockedByGroup(history);
    if (blocked) return blocked;
    const scenario = history.scenario('reading');
    const [first, second] = [scenario.process('consumer-1'), scenario.process('consumer-2')];
    if (!first) return inconclusive('The consumer was not started.');
    const before = readingOf(scenario, first);
    const unreadBefore = blockedByNotReading(before, { toPrint: true });
    const neverStopped = unreadBefore ?? blockedByUnaskedEnd(history, first);
    if (neverStopped) return neverStopped;
    if (!second)
      return skipped('consume.prints-every-value', `${nameOf(first)} did not read to the end: ${endOf(first)}.`, [
        first.startedSeq,
      ]);
    const after = readingOf(scenario, second);
    const unread = blockedByNotReading(after, { toPrint: false });
    if (unread) return unread;

    const orders = ordersIn(scenario, after.topic);
    const fresh = orders.filter(({ record }) => record.seq > (first.exited?.seq ?? 0));
    const again = orders.filter(({ orderId }) => before.prints.has(orderId) && after.prints.has(orderId));
    const [repeated] = again;
    if (repeated) {
      const seqs = [before.prints.get(repeated.orderId), after.prints.get(repeated.orderId)].flatMap(
        (print) => print?.line.seq ?? [],
      );
      if (!stoppedInOrder(first)) {
        return skipped(
          'shutdown.leaves-group',
          `${again.length} orders were printed again, but ${nameOf(first)} had not stopped in order.`,
          seqs,
        );
      }
      return failed({
        proof: 'seen',
        reason: `Started again, the consumer printed ${again.length} orders that it had printed before its orderly stop: ${listOf(again.map((order) => `${order.orderId} (${placeOf(order)})`))}.`,
        expected: `only the ${fresh.length} new orders`,
        actual: `${again.length} old ones again`,
        evidence: [...seqs, ...[...after.positions.values()].map(({ seq }) => seq)],
      });
    }
    const missing = fresh.filter(({ orderId }) => !after.prints.has(orderId));
    const passedOver = missing.filter((order) => order.offset < (after.positions.get(order.partition)?.offset ?? 0));
    const printed = fresh.length - missing.length;
    if (missing.length === 0 || (passedOver.length === 0 && leavesOutSome(history, second, { printed }))) {
      return passed(`Started again, it printed ${printed} new orders and none of the old ones.`, [second.startedSeq]);
    }
    const losses = passedOver.length === 0 ? blockedByLosses(history) : null;
    if (losses) return losses;
    const [firstMissing] = passedOver.length > 0 ? passedOver : missing;
    return failed({
      proof: passedOver.length > 0 ? 'seen' : 'missing',
      reason: `Started again, the consumer never printed ${missing.length} of the ${fresh.length} orders produced in the meantime (${listOf(missing.map((order) => `${order.orderId} at ${placeOf(order)}`))})${passedOver.length > 0 ? ', because it went on behind them' : `; ${endOf(second)}`}.`,
      expected: `${fresh.length} new orders printed`,
      actual: `${fresh.length - missing.length} printed`,
      location: placeOfEnd(second),
      evidence: [
        second.startedSeq,
        ...(firstMissing ? [firstMissing.record.seq] : []),
        ...[...after.positions.values()].map(({ seq }) => seq),
        ...exitSeqs(second),
      ],
    });
  },
});
