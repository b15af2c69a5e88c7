import { defineCheck, failed, passed } from 'kafka-grader/check';
import { endOf, exitSeqs } from '../../../orders/checks/ending.ts';
import { placeOfEnd, placeOfTrouble } from '../../../orders/checks/last-words.ts';
import { listOf, orderOf, placeOf } from '../../../orders/checks/orders.ts';
import { blockedByLosses, blockedByNotReading, blockedBySettings, calmReadings, nameOf } from '../blockers.ts';
import { readingOf } from '../reading.ts';

/**
 * A value that is not JSON and a null value in mid-partition stop nothing: all orders after them were printed, and the
 * process stayed up.
 *
 * Sound: the bad records are written after the consumer has begun to fetch every partition, so that it can't start behind
 * them. An exit counts only before the grader asked for it; missing prints only for a consumer that prints everything
 * where nothing is bad.
 */
export const survivesBadRecords = defineCheck({
  id: 'consume.survives-bad-records',
  programs: ['consumer'],
  scenarios: ['bad-records', 'reading', 'latest', 'live'],
  dependsOn: ['consume.uses-settings', 'consume.prints-every-value'],
  judge(history) {
    const scenario = history.scenario('bad-records');
    const [process] = scenario.ofRole('consumer');
    const blocked = blockedBySettings(history);
    if (blocked || !process) return blocked ?? blockedByAbsence();
    const reading = readingOf(scenario, process);
    const records = scenario.records(reading.topic);
    const bad = records.filter((record) => orderOf(record) === null);
    const behindBad = reading.reachable.filter((order) =>
      bad.some(({ partition, offset }) => partition === order.partition && offset < order.offset),
    );
    const missing = behindBad.filter(({ orderId }) => !reading.prints.has(orderId));
    const [firstMissing] = missing;
    if (!process.endedByItself && !firstMissing) {
      const unread = blockedByNotReading(reading, { toPrint: true });
      return (
        unread ??
        passed(
          `All ${behindBad.length} orders behind the ${bad.length} bad records were printed.`,
          bad.map(({ seq }) => seq),
        )
      );
    }
    const losses = blockedByLosses(history);
    const reachedBehindEach = bad.every(({ partition, offset }) =>
      behindBad.some(
        (order) => order.partition === partition && order.offset > offset && reading.prints.has(order.orderId),
      ),
    );
    if (losses && !process.endedByItself && reachedBehindEach) {
      return passed(
        'Orders behind each bad record were printed; the missing ones are left out elsewhere too.',
        bad.map(({ seq }) => seq),
      );
    }
    const met = bad.map((record) => `${record.value === null ? 'null' : 'not JSON'} at ${placeOf(record)}`).join(', ');
    const sawNothingBefore = calmReadings(history).every(({ reading: calm }) => calm.prints.size === 0);
    const unread = blockedByNotReading(reading, { toPrint: sawNothingBefore }) ?? losses;
    if (unread) return unread;
    const printed = behindBad.length - missing.length;
    return failed({
      proof: process.endedByItself ? 'seen' : 'missing',
      reason: process.endedByItself
        ? `${nameOf(process)} did not survive the bad records (${met}): ${endOf(process)}.`
        : `${nameOf(process)} stayed up, but printed only ${printed} of the ${behindBad.length} orders behind the bad records (${met}); missing: ${listOf(missing.map((order) => `${order.orderId} (${placeOf(order)})`))}.`,
      expected: `${behindBad.length} orders printed behind the bad records, and the process still running`,
      actual: `${printed} printed; ${endOf(process)}`,
      location: process.endedByItself ? placeOfEnd(process) : placeOfTrouble(process),
      evidence: [
        ...bad.map(({ seq }) => seq),
        ...exitSeqs(process),
        ...(firstMissing ? [firstMissing.record.seq] : []),
      ],
    });
  },
});

function blockedByAbsence(): never {
  throw new Error('the scenario "bad-records" started no consumer');
}
