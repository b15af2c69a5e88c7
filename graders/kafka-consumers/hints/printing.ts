/** Values that were read, but printed as something else. */
import { type Hint, type History, sameJson } from 'kafka-grader/check';
import { type LoggedOrder, ordersIn, type Print, printsOf } from '../../orders/checks/orders.ts';
import { differences, encodingThatMakes, isEncodedTwice, isRounded } from '../../orders/hints/garbled.ts';
import { wordingFor } from '../../orders/hints/wording.ts';
import { calmReadings } from '../checks/blockers.ts';

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
      `The value was printed as the bytes that it arrived as ("${line}…"). Decode it first: ${wordingFor(history, 'consumer').decode}.`
    );
  },
};

/** Python prints what is not ASCII in bytes as escapes, which JSON has not. */
const bytesPrinted: Hint = {
  mistake: 'buffer-printed',
  checks: ['consume.decodes-json'],
  match: (history) =>
    firstWrongPrint(history, ({ orderId }, { value, line }) =>
      value === null && /\bb'\{.*\\x[0-9a-f]{2}/.test(line.text)
        ? `Order ${orderId} was printed as the bytes that it arrived as (b'…'). Decode it first: ${wordingFor(history, 'consumer').decode}.`
        : null,
    ),
};

const objectInText: Hint = {
  mistake: 'object-in-text',
  checks: ['consume.prints-every-value'],
  match(history) {
    const line = lineInsteadOfOrders(history, /\[object Object\]/);
    return (
      line &&
      `Your consumer printed "${line}": that is what an object becomes inside a text. Print ${wordingFor(history, 'consumer').stringify}(order) instead.`
    );
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
        ? `Order ${orderId} was printed as a JSON string that holds the order's JSON: ${wordingFor(history, 'consumer').stringify} was given text. The text of the message is JSON already; print it as it is, or parse it first.`
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
        `Order ${orderId} was printed exactly as its bytes look when they are read as ${encoding}. Values are UTF-8, which is what ${wordingFor(history, 'consumer').decode} takes if you leave the encoding out.`
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

export const printingHints: readonly Hint[] = [
  bufferPrinted,
  bytesPrinted,
  objectInText,
  inspectPrinted,
  printedTwiceEncoded,
  wrongEncoding,
  roundedNumber,
];
