/** Orders that overtook each other between the fetch and the print. */
import type { Hint, Observed } from 'kafka-grader/check';
import { type LoggedOrder, ordersIn, placeOf } from '../../orders/checks/orders.ts';
import { calmReadings } from '../checks/blockers.ts';
import type { Reading } from '../checks/reading.ts';

/** The one answer to a Fetch that brought both orders; null if they came separately, or more than once. */
function batchWithBoth(reading: Reading, a: LoggedOrder, b: LoggedOrder): Observed<'fetched'> | null {
  const batches = reading.process.timeline
    .of('fetched')
    .filter(({ topic, partition }) => topic === a.topic && partition === a.partition);
  const having = (order: LoggedOrder) =>
    batches.filter(({ first, last }) => first <= order.offset && order.offset <= last);
  const [batch, again] = having(a);
  return batch && !again && having(b).length === 1 && having(b)[0] === batch ? batch : null;
}

const unawaitedHandler: Hint = {
  mistake: 'handler-not-awaited',
  checks: ['consume.keeps-partition-order'],
  match(history) {
    for (const { scenario, reading } of calmReadings(history)) {
      const printed = ordersIn(scenario, reading.topic)
        .flatMap((order) => {
          const print = reading.prints.get(order.orderId);
          return print ? [{ order, seq: print.line.seq }] : [];
        })
        .sort((a, b) => a.seq - b.seq);
      for (const [index, { order: later }] of printed.entries()) {
        const overtaken = printed
          .slice(index + 1)
          .find(({ order }) => order.partition === later.partition && order.offset < later.offset);
        const batch = overtaken && batchWithBoth(reading, overtaken.order, later);
        if (
          !batch ||
          isReversed(
            printed.map(({ order }) => order),
            batch,
          )
        )
          continue;
        return `${placeOf(later)} was printed before ${placeOf(overtaken.order)}, though both came with one fetch, in order: the work for one message was still going on when the next one was begun. Await everything that your handler starts before it returns.`;
      }
    }
    return null;
  },
};

/** Printed from the last to the first: an order that is wrong on purpose, not by chance. */
function isReversed(printed: readonly LoggedOrder[], { partition, first, last }: Observed<'fetched'>): boolean {
  const ofBatch = printed.filter(
    (order) => order.partition === partition && first <= order.offset && order.offset <= last,
  );
  return ofBatch.every((order, index) => index === 0 || order.offset < (ofBatch[index - 1]?.offset ?? 0));
}

export const overtakingHints: readonly Hint[] = [unawaitedHandler];
