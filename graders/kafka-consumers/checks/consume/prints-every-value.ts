import { defineCheck, failed, passed, skipped } from 'kafka-grader/check';
import { endOf } from '../../../orders/checks/ending.ts';
import { listOf, placeOf } from '../../../orders/checks/orders.ts';
import { blockedBySettings, calmReadings, nameOf } from '../blockers.ts';
import { partitionsText, wasDelivered } from '../reading.ts';

/**
 * Each record of the topic was printed, recognised by its `orderId`.
 *
 * Sound: only consumers that read alone are asked, and only for records at or after the place where they themselves
 * began to fetch, so that neither a rebalance nor the reset policy can be the reason; who is alone in its group owns every
 * partition. What they printed is read from their output file after they ended. A record still to come at a deadline counts
 * only where the broker answered and the machine was not starved.
 */
export const printsEveryValue = defineCheck({
  id: 'consume.prints-every-value',
  programs: ['consumer'],
  scenarios: ['reading', 'latest', 'live'],
  dependsOn: ['consume.uses-settings'],
  judge(history) {
    const blocked = blockedBySettings(history);
    if (blocked) return blocked;
    const readings = calmReadings(history).map(({ reading }) => reading);
    for (const { process, lost, reachable, prints, positions, unread } of readings) {
      if (positions.size === 0) {
        const joined = process.timeline.first('connected')
          ? 'connected, but never began to fetch'
          : 'never connected to Kafka';
        return failed({
          proof: 'missing',
          reason: `The consumer ${joined}: ${endOf(process)}.`,
          expected: 'a consumer that reads its topic',
          actual: joined,
          evidence: [process.startedSeq, ...(process.exited ? [process.exited.seq] : [])],
        });
      }
      if (unread.length > 0) {
        return failed({
          proof: 'missing',
          reason: `${nameOf(process)} was alone in its group, yet never began to fetch from ${partitionsText(unread)}: ${endOf(process)}.`,
          expected: 'a consumer that reads every partition of its topic',
          actual: `it fetched from ${partitionsText([...positions.keys()].sort())} only`,
          evidence: [process.startedSeq, ...[...positions.values()].map(({ seq }) => seq)],
        });
      }
      const [first] = lost;
      if (!first) continue;
      const printed = reachable.filter(({ orderId }) => prints.has(orderId)).length;
      const delivered = lost.filter((order) => wasDelivered(order, process)).length;
      const names = listOf(lost.map((order) => `${order.orderId} (${placeOf(order)})`));
      const why =
        delivered === lost.length
          ? 'The broker had sent all of them.'
          : `The broker had sent ${delivered} of them; ${endOf(process)}.`;
      return failed({
        proof: 'missing',
        reason: `${nameOf(process)} never printed ${lost.length} of the ${reachable.length} orders it could read: ${names}. ${why}`,
        expected: `${reachable.length} orders printed`,
        actual: `${printed} printed`,
        evidence: [process.startedSeq, ...lost.slice(0, 10).map(({ record }) => record.seq)],
      });
    }
    const printed = readings.reduce((sum, { reachable }) => sum + reachable.length, 0);
    if (printed === 0) return skipped('consume.uses-settings', 'No consumer was given a record to read.');
    return passed(
      `All ${printed} orders that a consumer could read alone were printed.`,
      readings.map(({ process }) => process.startedSeq),
    );
  },
});
