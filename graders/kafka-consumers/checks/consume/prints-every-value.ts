import {
  defineCheck,
  failed,
  type History,
  inconclusive,
  type ProcessHistory,
  passed,
  skipped,
} from 'kafka-grader/check';
import { endOf, exitSeqs } from '../../../orders/checks/ending.ts';
import { complaintOf, placeOfEnd } from '../../../orders/checks/last-words.ts';
import { listOf, placeOf } from '../../../orders/checks/orders.ts';
import { blockedBySettings, calmReadings, nameOf } from '../blockers.ts';
import { deliveryOf, partitionsText } from '../reading.ts';

/**
 * Each record of the topic was printed, recognised by its `orderId`.
 *
 * Sound: only consumers that read alone are asked, and only for records at or after the place where they themselves
 * began to fetch, so that neither a rebalance nor the reset policy can be the reason; who is alone in its group owns every
 * partition. What they printed is read from their output file after they ended. A record still to come at a deadline counts
 * only where the broker answered and the machine was not starved. A run that never came to read counts only if no run with
 * the same policy did.
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
      if (positions.size === 0 && readersLike(process, history).length > 0) continue;
      if (positions.size === 0) {
        const joined = process.timeline.first('connected')
          ? 'connected, but never began to fetch'
          : 'never connected to Kafka';
        return failed({
          proof: 'missing',
          reason: `The consumer ${joined}: ${endOf(process)}${complaintOf(process)}.`,
          expected: 'a consumer that reads its topic',
          actual: joined,
          location: placeOfEnd(process),
          evidence: [process.startedSeq, ...exitSeqs(process)],
        });
      }
      if (unread.length > 0) {
        return failed({
          proof: 'missing',
          reason: `${nameOf(process)} was alone in its group, yet never began to fetch from ${partitionsText(unread)}: ${endOf(process)}.`,
          expected: 'a consumer that reads every partition of its topic',
          actual: `it fetched from ${partitionsText([...positions.keys()].sort())} only`,
          location: placeOfEnd(process),
          evidence: [process.startedSeq, ...[...positions.values()].map(({ seq }) => seq), ...exitSeqs(process)],
        });
      }
      const [first] = lost;
      if (!first) continue;
      const printed = reachable.filter(({ orderId }) => prints.has(orderId)).length;
      const deliveries = lost.flatMap((order) => deliveryOf(order, process) ?? []);
      const names = listOf(lost.map((order) => `${order.orderId} (${placeOf(order)})`));
      const delivered = deliveries.length === lost.length ? 'all' : deliveries.length;
      const end = delivered === 'all' && !process.endedByItself ? '' : `; ${endOf(process)}`;
      return failed({
        proof: 'missing',
        reason: `${nameOf(process)} never printed ${lost.length} of the ${reachable.length} orders it could read: ${names}. The broker had sent ${delivered} of them${end}.`,
        expected: `${reachable.length} orders printed`,
        actual: `${printed} printed`,
        location: placeOfEnd(process),
        evidence: [
          process.startedSeq,
          ...lost.slice(0, 10).map(({ record }) => record.seq),
          ...new Set(deliveries.slice(0, 10).map(({ seq }) => seq)),
          ...exitSeqs(process),
        ],
      });
    }
    const silent = readings.find(({ positions }) => positions.size === 0)?.process;
    if (silent) {
      return inconclusive(
        `${nameOf(silent)} never began to fetch: ${endOf(silent)}. But ${readersLike(silent, history).length} other runs with the same reset policy did, so that this proves nothing.`,
        [silent.startedSeq, ...exitSeqs(silent)],
      );
    }
    const printed = readings.reduce((sum, { reachable }) => sum + reachable.length, 0);
    const evidence = readings.map(({ process }) => process.startedSeq);
    if (printed === 0) return skipped('consume.uses-settings', 'No consumer was given a record to read.', evidence);
    return passed(`All ${printed} orders that a consumer could read alone were printed.`, evidence);
  },
});

function readersLike({ settings }: ProcessHistory, history: History): ProcessHistory[] {
  return history.scenarios
    .flatMap((scenario) => scenario.ofRole('consumer'))
    .filter((other) => other.settings.reset === settings.reset && other.timeline.first('positioned') !== null);
}
