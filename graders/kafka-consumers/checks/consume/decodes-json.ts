import { defineCheck, failed, firstDifference, passed, sameJson, skipped } from 'kafka-grader/check';
import { ordersIn, placeOf, printsOf } from '../../../orders/checks/orders.ts';
import { blockedBySettings, calmReadings, nameOf } from '../blockers.ts';

/**
 * Every printed value equals the record's value as JSON: unicode, nesting and numbers intact.
 *
 * Sound: compared is what stands in the output file with what the grader wrote, as JSON and not as text. An order that is
 * printed on several lines is right if one of them is. Orders that were not printed are not this check's business.
 */
export const decodesJson = defineCheck({
  id: 'consume.decodes-json',
  programs: ['consumer'],
  scenarios: ['reading', 'latest', 'live'],
  dependsOn: ['consume.uses-settings', 'consume.prints-every-value'],
  judge(history) {
    const blocked = blockedBySettings(history);
    if (blocked) return blocked;
    const right: number[] = [];
    for (const { scenario, reading } of calmReadings(history)) {
      const { process, topic } = reading;
      const prints = printsOf(process);
      for (const order of ordersIn(scenario, topic)) {
        const own = prints.filter(({ orderId }) => orderId === order.orderId);
        const [first] = own;
        if (!first) continue;
        if (own.some(({ value }) => value !== null && sameJson(value, order.value))) {
          right.push(first.line.seq);
          continue;
        }
        const inJson = own.find(({ value }) => value !== null);
        const where = inJson?.value ? firstDifference(order.value, inJson.value) : null;
        const printed = (inJson ?? first).line;
        return failed({
          proof: 'seen',
          reason: inJson
            ? `${nameOf(process)} printed order ${order.orderId} (${placeOf(order)}) with another value than the record's: ${where} differs.`
            : `${nameOf(process)} printed order ${order.orderId} (${placeOf(order)}), but not as one JSON object on one line.`,
          expected: JSON.stringify(order.value),
          actual: printed.text.slice(0, 1000),
          evidence: [order.record.seq, printed.seq],
        });
      }
    }
    if (right.length === 0)
      return skipped(
        'consume.prints-every-value',
        'No order was printed, so there is nothing to compare.',
        calmReadings(history).map(({ reading }) => reading.process.startedSeq),
      );
    return passed(`All ${right.length} printed orders equal their records.`, right.slice(0, 10));
  },
});
