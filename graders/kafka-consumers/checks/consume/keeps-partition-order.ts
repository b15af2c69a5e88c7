import { defineCheck, failed, ownershipOf, passed, skipped } from 'kafka-grader/check';
import { ordersIn, placeOf } from '../../../orders/checks/orders.ts';
import { blockedBySettings, calmReadings, nameOf } from '../blockers.ts';
import type { Reading } from '../reading.ts';

/**
 * Each process first printed one partition's records in the order of their offsets.
 *
 * Sound: only first prints of consumers that read alone are compared, by their place in the output file, and only where
 * the consumer kept its partitions from its first print on: after a rebalance records may rightly come again.
 */
export const keepsPartitionOrder = defineCheck({
  id: 'consume.keeps-partition-order',
  programs: ['consumer'],
  scenarios: ['reading', 'latest', 'live'],
  dependsOn: ['consume.uses-settings', 'consume.prints-every-value'],
  judge(history) {
    const blocked = blockedBySettings(history);
    if (blocked) return blocked;
    const compared: number[] = [];
    for (const { scenario, reading } of calmReadings(history)) {
      const { process, prints, topic } = reading;
      if (wasRebalancedWhilePrinting(reading, scenario.timeline.all)) continue;
      const orders = ordersIn(scenario, topic);
      for (const partition of new Set(orders.map((order) => order.partition))) {
        const printed = orders
          .filter((order) => order.partition === partition)
          .flatMap((order) => {
            const print = prints.get(order.orderId);
            return print ? [{ order, line: print.line }] : [];
          })
          .sort((a, b) => a.line.seq - b.line.seq);
        for (const [index, later] of printed.entries()) {
          const earlier = printed[index - 1];
          if (!earlier) continue;
          compared.push(later.line.seq);
          if (earlier.order.offset <= later.order.offset) continue;
          return failed({
            proof: 'seen',
            reason: `${nameOf(process)} printed ${placeOf(earlier.order)} (${earlier.order.orderId}) before ${placeOf(later.order)} (${later.order.orderId}), which stands before it in the partition.`,
            expected: `P${partition}: ${inOffsetOrder(printed)}`,
            actual: `P${partition}: ${inPrintOrder(printed)}`,
            evidence: [earlier.line.seq, later.line.seq, earlier.order.record.seq, later.order.record.seq],
          });
        }
      }
    }
    if (compared.length === 0) {
      return skipped(
        'consume.prints-every-value',
        'Not two orders of one partition were printed, so there is no order to judge.',
        calmReadings(history).map(({ reading }) => reading.process.startedSeq),
      );
    }
    return passed(`${compared.length} pairs of successive prints were in offset order.`, compared.slice(0, 10));
  },
});

type Printed = readonly { order: { offset: number } }[];

function inPrintOrder(printed: Printed): string {
  return printed.map(({ order }) => order.offset).join(' ');
}

function inOffsetOrder(printed: Printed): string {
  return printed
    .map(({ order }) => order.offset)
    .sort((a, b) => a - b)
    .join(' ');
}

function wasRebalancedWhilePrinting(reading: Reading, observations: Parameters<typeof ownershipOf>[0]): boolean {
  const { process, topic, prints } = reading;
  const [firstPrint] = [...prints.values()].map(({ line }) => line.seq).sort((a, b) => a - b);
  if (firstPrint === undefined) return false;
  const until = process.signalled?.seq ?? process.exited?.seq ?? Number.POSITIVE_INFINITY;
  const episodes = ownershipOf(observations, topic, until - 1).episodes.filter(
    (episode) => episode.process === process.name,
  );
  return episodes.some(({ fromSeq, untilSeq }) => fromSeq > firstPrint || (untilSeq !== null && untilSeq > firstPrint));
}
