import { defineCheck, failed, inconclusive, passed } from 'kafka-grader/check';
import { endOf, exitSeqs } from '../../../orders/checks/ending.ts';
import { placeOfEnd } from '../../../orders/checks/last-words.ts';
import { listOf, ordersIn, placeOf } from '../../../orders/checks/orders.ts';
import { blockedByLosses, blockedByNotReading, blockedBySettings, leavesOutSome, nameOf } from '../blockers.ts';
import { readingOf } from '../reading.ts';

/**
 * A new group with `latest`: nothing from before the start is printed, and every record produced after it has begun to
 * fetch all partitions is.
 *
 * Sound: the new records are produced only when a Fetch request for each partition was on the wire, so that no client's
 * lazy look-up of the end can step over them.
 */
export const latestSkipsHistory = defineCheck({
  id: 'offsets.latest-skips-history',
  programs: ['consumer'],
  scenarios: ['latest', 'reading', 'live'],
  dependsOn: ['consume.uses-settings', 'consume.prints-every-value'],
  judge(history) {
    const blocked = blockedBySettings(history);
    if (blocked) return blocked;
    const scenario = history.scenario('latest');
    const [process] = scenario.ofRole('consumer');
    if (!process) return inconclusive('The consumer was not started.');
    const reading = readingOf(scenario, process);
    const orders = ordersIn(scenario, reading.topic);
    const past = orders.filter(({ record }) => record.seq < process.startedSeq);
    const printedPast = past.flatMap((order) => reading.prints.get(order.orderId) ?? []);
    const [oldPrint] = printedPast;
    if (oldPrint) {
      return failed({
        proof: 'seen',
        reason: `${nameOf(process)} of a new group with latest printed ${printedPast.length} records from before its start (${listOf(printedPast.map(({ orderId }) => orderId))}).`,
        expected: `none of the ${past.length} earlier records`,
        actual: `${printedPast.length} of them`,
        evidence: [process.startedSeq, oldPrint.line.seq, ...[...reading.positions.values()].map(({ seq }) => seq)],
      });
    }
    const unread = blockedByNotReading(reading, { toPrint: true });
    if (unread) return unread;
    const began = scenario.mark('has-its-position');
    const fresh = orders.filter(({ record }) => began && record.seq > began.seq);
    const missing = fresh.filter(({ orderId }) => !reading.prints.has(orderId));
    const [first] = missing;
    if (!first)
      return passed(`None of ${past.length} earlier records was printed, all ${fresh.length} new ones were.`, [
        process.startedSeq,
      ]);
    if (leavesOutSome(history, process, { printed: fresh.length - missing.length })) {
      return passed(
        `None of ${past.length} earlier records was printed; the new ones that are missing were left out elsewhere too.`,
        [process.startedSeq, first.record.seq],
      );
    }
    const losses = blockedByLosses(history);
    if (losses) return losses;
    return failed({
      proof: 'missing',
      reason: `${nameOf(process)} had begun to fetch all partitions, yet never printed ${missing.length} of the ${fresh.length} records produced after that (first ${first.orderId} at ${placeOf(first)}); ${endOf(process)}.`,
      expected: `${fresh.length} new records printed`,
      actual: `${fresh.length - missing.length} printed`,
      location: placeOfEnd(process),
      evidence: [process.startedSeq, first.record.seq, ...exitSeqs(process)],
    });
  },
});
