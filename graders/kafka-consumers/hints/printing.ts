/** Values that were read, but printed as something else, in another order, or not to the end. */
import type { History, Observed } from '../../../src/evidence/history.ts';
import { sameJson } from '../../../src/evidence/json.ts';
import type { Hint } from '../../../src/grade/hint.ts';
import { calmReadings, nameOf } from '../checks/blockers.ts';
import { type LoggedOrder, ordersIn, type Print, placeOf, printsOf } from '../checks/orders.ts';
import { partitionsText, type Reading, wasDelivered } from '../checks/reading.ts';
import { differences, encodingThatMakes, isEncodedTwice, isRounded } from './garbled.ts';

/** The first line of standard output that fits, of a consumer that read alone and printed no order at all. */
function lineInsteadOfOrders(history: History, pattern: RegExp): string | null {
  for (const { reading } of calmReadings(history)) {
    if (reading.prints.size > 0) continue;
    const line = reading.process.lines.find(({ stream, text }) => stream === 'stdout' && pattern.test(text));
    if (line) return line.text.slice(0, 60);
  }
  return null;
}

const bufferPrinted: Hint = {
  mistake: 'buffer-printed',
  checks: ['consume.prints-every-value'],
  match(history) {
    const line = lineInsteadOfOrders(history, /<Buffer [0-9a-f]{2}\b|"type":"Buffer","data":\[/);
    return (
      line &&
      `The value was printed as the bytes that it arrived as ("${line}…"). Decode it first: message.value.toString().`
    );
  },
};

const objectInText: Hint = {
  mistake: 'object-in-text',
  checks: ['consume.prints-every-value'],
  match(history) {
    const line = lineInsteadOfOrders(history, /\[object Object\]/);
    return (
      line &&
      `Your consumer printed "${line}": that is what an object becomes inside a text. Print JSON.stringify(order) instead.`
    );
  },
};

const endsByItself: Hint = {
  mistake: 'ends-by-itself',
  checks: ['consume.prints-every-value', 'shutdown.leaves-group'],
  match(history) {
    const ended = calmReadings(history).find(
      ({ reading: { process } }) => process.endedByItself && process.exited?.code === 0,
    );
    if (!ended || ended.reading.process.lines.some(({ text }) => /\b\w*Error\b/.test(text))) return null;
    const { process, prints } = ended.reading;
    return `${nameOf(process)} ended with code 0 after ${prints.size} orders, although nobody had asked it to. A consumer never knows that it has seen the last message: let it run until SIGTERM or SIGINT.`;
  },
};

const partitionsIgnored: Hint = {
  mistake: 'partitions-ignored',
  checks: ['consume.prints-every-value'],
  match(history) {
    for (const { reading } of calmReadings(history)) {
      const { process, reachable, lost, prints } = reading;
      const ignored = [...new Set(lost.map(({ partition }) => partition))].sort();
      const inIgnored = reachable.filter(({ partition }) => ignored.includes(partition));
      if (ignored.length === 0 || inIgnored.length < 2 * ignored.length || inIgnored.length === reachable.length)
        continue;
      if (inIgnored.some((order) => prints.has(order.orderId) || !wasDelivered(order, process))) continue;
      return `${nameOf(process)} was sent ${inIgnored.length} orders of ${partitionsText(ignored)} and printed none of them, but all of the other partitions. A member prints whatever it is sent: the group has seen to it that those partitions are its own.`;
    }
    return null;
  },
};

const busyLoop: Hint = {
  mistake: 'busy-loop',
  checks: ['consume.prints-every-value'],
  match(history) {
    const looping = calmReadings(history).find(
      ({ reading: { process } }) => process.timeline.first('flooded') && !process.timeline.first('connected'),
    );
    return looping
      ? `${nameOf(looping.reading.process)} filled its output before it had connected to Kafka: a loop that never waits. Nothing else in a Node program runs meanwhile, Kafka's client neither; there is no need to wait in a loop, run() calls your handler.`
      : null;
  },
};

/** What was printed of an order that does not equal its record, for a hint to look at. */
function firstWrongPrint(
  history: History,
  explains: (order: LoggedOrder, print: Print) => string | null,
): string | null {
  for (const { scenario, reading } of calmReadings(history)) {
    const prints = printsOf(reading.process);
    for (const order of ordersIn(scenario, reading.topic)) {
      const own = prints.filter(({ orderId }) => orderId === order.orderId);
      for (const print of own) {
        const explained = explains(order, print);
        if (explained !== null) return explained;
      }
    }
  }
  return null;
}

const inspectPrinted: Hint = {
  mistake: 'object-printed-by-console-log',
  checks: ['consume.decodes-json'],
  match: (history) =>
    firstWrongPrint(history, ({ orderId }, { value, line }) =>
      value === null && line.text.includes(`orderId: '${orderId}'`)
        ? `console.log was given the object itself and printed it in Node's own notation (orderId: '${orderId}'), which is no JSON. Give it the text: console.log(JSON.stringify(order)).`
        : null,
    ),
};

const printedTwiceEncoded: Hint = {
  mistake: 'json-encoded-twice',
  checks: ['consume.decodes-json'],
  match: (history) =>
    firstWrongPrint(history, ({ orderId }, { value, line }) =>
      value === null && isEncodedTwice(line.text, orderId)
        ? `Order ${orderId} was printed as a JSON string that holds the order's JSON: JSON.stringify was given text. The text of the message is JSON already; print it as it is, or parse it first.`
        : null,
    ),
};

const wrongEncoding: Hint = {
  mistake: 'wrong-text-encoding',
  checks: ['consume.decodes-json'],
  match: (history) =>
    firstWrongPrint(history, ({ orderId, record, value: recorded }, { value }) => {
      if (value === null || typeof record.value !== 'string' || sameJson(recorded, value)) return null;
      const encoding = encodingThatMakes(value, record.value);
      return (
        encoding &&
        `Order ${orderId} was printed exactly as its bytes look when they are read as ${encoding}. Values are UTF-8, which is what toString() takes if you leave the encoding out.`
      );
    }),
};

const roundedNumber: Hint = {
  mistake: 'rounded-numbers',
  checks: ['consume.decodes-json'],
  match: (history) =>
    firstWrongPrint(history, ({ orderId, value: recorded }, { value }) => {
      if (value === null) return null;
      const found = differences(recorded, value);
      const [first] = found;
      return first && found.every(isRounded)
        ? `In order ${orderId} the number ${JSON.stringify(first.from)} was printed as ${JSON.stringify(first.to)}. Print the value as it came; round only what people look at.`
        : null;
    }),
};

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

export const printingHints: readonly Hint[] = [
  bufferPrinted,
  objectInText,
  partitionsIgnored,
  busyLoop,
  endsByItself,
  inspectPrinted,
  printedTwiceEncoded,
  wrongEncoding,
  roundedNumber,
  unawaitedHandler,
];
