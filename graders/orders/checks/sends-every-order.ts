import { defineCheck, failed, firstDifference, inconclusive, parseJson, passed, sameJson } from 'kafka-grader/check';
import { endOf, exitSeqs } from './ending.ts';
import { placeOfEnd } from './last-words.ts';
import { listOf, placeOf } from './orders.ts';
import { givenOrders, producerWithBroker, recordsCarrying, whyNothingArrived } from './producing.ts';
import { producerFault } from './settings-fault.ts';

/**
 * Each order of the file is in the topic exactly once, equal as JSON.
 *
 * Sound: a producer that asked for another topic or address than it was given did so on the wire or said so itself. Else the grader reads the topic as a `read_committed` reader after the producer has ended and its connections have
 * drained. An order counts as sent if a record carries its id, so that a wrapped or changed one is named as such.
 */
export const sendsEveryOrder = defineCheck({
  id: 'produce.sends-every-order',
  programs: ['producer'],
  scenarios: ['producing'],
  dependsOn: [],
  judge(history) {
    const scenario = history.scenario('producing');
    const producer = producerWithBroker(scenario);
    const end = scenario.timeline.first('end');
    if (!producer || !end) return inconclusive('The topic was not read.');
    const fault = producerFault(history);
    if (fault) {
      const { reason, expected, actual, evidence } = fault;
      return failed({
        proof: 'seen',
        reason: `${reason} No order came where it was expected.`,
        expected,
        actual,
        evidence,
      });
    }
    const orders = givenOrders(scenario).map((order) => ({ order, records: recordsCarrying(scenario, order.orderId) }));
    const expected = `${orders.length} orders, each once`;
    const arrived = scenario.timeline.of('record').filter(({ by }) => by === 'student');
    const evidence = [producer.startedSeq, ...exitSeqs(producer), end.seq];

    const missing = orders.filter(({ records }) => records.length === 0).map(({ order }) => order.orderId);
    if (missing.length > 0) {
      const why = arrived.length === 0 ? `${whyNothingArrived(producer)}, and ` : '';
      return failed({
        proof: 'missing',
        reason: `${missing.length} of the ${orders.length} orders are not in the topic as a record of their own (${listOf(missing)}). As for the producer, ${why}${endOf(producer)}.`,
        expected,
        actual: `${orders.length - missing.length} orders in ${arrived.length} records`,
        location: placeOfEnd(producer),
        evidence,
      });
    }
    const repeated = orders.find(({ records }) => records.length > 1);
    if (repeated) {
      const places = repeated.records.map(placeOf).join(', ');
      return failed({
        proof: 'seen',
        reason: `Order ${repeated.order.orderId} is in the topic ${repeated.records.length} times (${places}).`,
        expected,
        actual: `${arrived.length} records for ${orders.length} orders`,
        evidence: [...evidence, ...repeated.records.map(({ seq }) => seq)],
      });
    }
    for (const { order, records } of orders) {
      for (const record of records) {
        const value = typeof record.value === 'string' ? parseJson(record.value) : undefined;
        if (sameJson(value, order.value)) continue;
        return failed({
          proof: 'seen',
          reason: `Order ${order.orderId} arrived at ${placeOf(record)} with another value than the file's: ${firstDifference(order.value, value)} differs.`,
          expected: JSON.stringify(order.value),
          actual: typeof record.value === 'string' ? record.value.slice(0, 1000) : 'bytes that are not UTF-8',
          evidence: [producer.startedSeq, record.seq],
        });
      }
    }
    return passed(`All ${orders.length} orders are in the topic, each once and unchanged.`, evidence);
  },
});
