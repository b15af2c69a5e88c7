import { defineCheck, failed, inconclusive, passed, skipped } from 'kafka-grader/check';
import { ordersIn, placeOf } from '../../../orders/checks/orders.ts';
import { blockedByGroup, blockedByNotReading, blockedByUnaskedEnd, nameOf } from '../blockers.ts';
import { readingOf } from '../reading.ts';
import { stoppedInOrder } from '../stopping.ts';

/**
 * After all is printed and an orderly stop, the committed offset of every partition with a printed order lies after that
 * order, and neither after the next one nor after the log's end.
 *
 * Sound: committed offsets are read from the broker when the process is gone and its connections have drained. Anything from
 * the last print + 1 up to the next order is right, since control records leave gaps. A commit that is behind is no fault
 * where the process did not stop in order; orders that were sent and left out count as printed.
 */
export const commitsProgress = defineCheck({
  id: 'offsets.commits-progress',
  programs: ['consumer'],
  scenarios: ['reading'],
  dependsOn: ['consume.uses-settings', 'consume.prints-every-value', 'shutdown.leaves-group'],
  judge(history) {
    const blocked = blockedByGroup(history);
    if (blocked) return blocked;
    const scenario = history.scenario('reading');
    const process = scenario.process('consumer-1');
    if (!process) return inconclusive('The consumer was not started.');
    const reading = readingOf(scenario, process);
    const unread = blockedByNotReading(reading, { toPrint: true });
    const neverStopped = unread ?? blockedByUnaskedEnd(history, process);
    if (neverStopped) return neverStopped;
    const committed = scenario.timeline.of('offsets').find(({ topic }) => topic === reading.topic);
    if (!committed) return inconclusive('The committed offsets were not read.');
    const orders = ordersIn(scenario, reading.topic).filter(({ record }) => record.seq < committed.seq);
    const lost = new Set(reading.lost.map(({ orderId }) => orderId));
    for (const [partition, offset] of committed.offsets.entries()) {
      const own = orders.filter((order) => order.partition === partition);
      const last = own.filter(({ orderId }) => reading.prints.has(orderId)).at(-1);
      if (!last) continue;
      const end = (own.at(-1)?.offset ?? 0) + 1;
      const next = own.find((order) => order.offset > last.offset && !lost.has(order.orderId))?.offset ?? end;
      const evidence = [last.record.seq, committed.seq];
      if (offset !== null && offset > next) {
        return failed({
          proof: 'seen',
          reason: `In partition ${partition} offset ${offset} is committed, but ${nameOf(process)} printed only up to ${placeOf(last)} (${last.orderId}), and the log ends at ${end}.`,
          expected: range(last.offset + 1, next),
          actual: String(offset),
          evidence,
        });
      }
      if (offset !== null && offset > last.offset) continue;
      if (!stoppedInOrder(process)) {
        return skipped(
          'shutdown.leaves-group',
          `Partition ${partition} has no commit behind ${placeOf(last)}, but ${nameOf(process)} did not stop in order.`,
          evidence,
        );
      }
      const found = offset === null ? 'no offset is committed' : `offset ${offset} is committed`;
      return failed({
        proof: 'seen',
        reason: `In partition ${partition} ${found} after an orderly stop, but ${nameOf(process)} had printed up to ${placeOf(last)} (${last.orderId}).`,
        expected: range(last.offset + 1, next),
        actual: offset === null ? 'none' : String(offset),
        evidence,
      });
    }
    return passed('In every partition the committed offset lies right behind the last printed order.', [committed.seq]);
  },
});

function range(from: number, to: number): string {
  return from === to ? `offset ${from}` : `an offset from ${from} to ${to}`;
}
