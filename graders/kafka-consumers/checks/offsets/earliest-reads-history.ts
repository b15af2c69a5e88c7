import { defineCheck, failed, inconclusive, passed } from 'kafka-grader/check';
import { ordersIn, placeOf } from '../../../orders/checks/orders.ts';
import { blockedByNotReading, blockedBySettings, nameOf } from '../blockers.ts';
import { readingOf } from '../reading.ts';

/**
 * A new group with `earliest`: records from before the start are printed.
 *
 * Sound: the history was written and acknowledged before the process was started; where it began is the offset of its first
 * Fetch request. Single records that it was sent and left out are `consume.prints-every-value`'s business.
 */
export const earliestReadsHistory = defineCheck({
  id: 'offsets.earliest-reads-history',
  programs: ['consumer'],
  scenarios: ['reading'],
  dependsOn: ['consume.uses-settings', 'consume.prints-every-value'],
  judge(history) {
    const blocked = blockedBySettings(history);
    if (blocked) return blocked;
    const scenario = history.scenario('reading');
    const process = scenario.process('consumer-1');
    if (!process) return inconclusive('The consumer was not started.');
    const reading = readingOf(scenario, process);
    const unread = blockedByNotReading(reading, { toPrint: false });
    if (unread) return unread;
    const past = ordersIn(scenario, reading.topic).filter(({ record }) => record.seq < process.startedSeq);
    const skippedPast = past.filter((order) => (reading.positions.get(order.partition)?.offset ?? 0) > order.offset);
    const [first] = skippedPast;
    const position = first ? reading.positions.get(first.partition) : undefined;
    if (first && position && !reading.prints.has(first.orderId)) {
      return failed({
        proof: 'seen',
        reason: `${nameOf(process)} of a new group with earliest began at ${placeOf(position)}, behind ${skippedPast.length} records from before its start (first ${first.orderId} at ${placeOf(first)}).`,
        expected: 'the first fetch at the oldest record of each partition',
        actual: [...reading.positions.values()].map(placeOf).sort().join(', '),
        evidence: [process.startedSeq, position.seq, first.record.seq],
      });
    }
    const printedPast = past.filter(({ orderId }) => reading.prints.has(orderId));
    const nothing =
      printedPast.length === 0 ? blockedByNotReading({ ...reading, prints: new Map() }, { toPrint: true }) : null;
    if (nothing) return nothing;
    return passed(`${printedPast.length} of ${past.length} records from before the start were printed.`, [
      process.startedSeq,
      ...[...reading.positions.values()].map(({ seq }) => seq),
    ]);
  },
});
