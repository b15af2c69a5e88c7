/** Orders that did not arrive as they were given. */
import { type Hint, type History, isObject, parseJson } from 'kafka-grader/check';
import { sentOrders } from '../checks/keys.ts';
import { orderIdsIn } from '../checks/orders.ts';
import { givenOrders, producerWithBroker, recordsCarrying } from '../checks/producing.ts';
import { isEncodedTwice } from './garbled.ts';
import { wordingFor } from './wording.ts';

/** The student's producer where it had a broker, and what became of each order. */
export function sending(history: History) {
  const scenario = history.scenario('producing');
  const producer = producerWithBroker(scenario);
  if (!producer) return null;
  const orders = givenOrders(scenario);
  const sent = sentOrders(scenario);
  return { producer, orders, sent, records: scenario.timeline.of('record').filter(({ by }) => by === 'student') };
}

const fileIgnored: Hint = {
  mistake: 'orders-file-ignored',
  checks: ['produce.sends-every-order'],
  match(history) {
    const run = sending(history);
    const given = history.scenario('producing').timeline.first('orders-given');
    if (!run || !given || run.sent.length > 0) return null;
    for (const { text } of run.producer.lines) {
      const missing = text.match(/(?:ENOENT|No such file).*?'([^']*\.jsonl)'/)?.[1];
      if (missing === undefined || given.file.endsWith(missing)) continue;
      return `Your producer looked for the file "${missing}", not for the one that ORDERS_FILE names. Read the setting from the environment: ${wordingFor(history, 'producer').setting('ORDERS_FILE')}.`;
    }
    return null;
  },
};

const saidOfAnEmptyText = /Unexpected end of JSON input|Expecting value: line \d column 1 \(char [01]\)/;

const blankLine: Hint = {
  mistake: 'blank-line-parsed',
  checks: ['produce.sends-every-order'],
  match(history) {
    const run = sending(history);
    if (!run?.producer.endedByItself || run.sent.length === run.orders.length) return null;
    const words = run.producer.lines.map(({ text }) => text.match(saidOfAnEmptyText)?.[0]).find((found) => found);
    if (words === undefined) return null;
    if (run.sent.some(({ order }, index) => order.index !== index)) return null;
    const { parse, skipBlank } = wordingFor(history, 'producer');
    return `Your producer ended after ${run.sent.length} of ${run.orders.length} orders with "${words}": that is what ${parse} says to an empty text. The file may have blank lines; skip them: ${skipBlank}.`;
  },
};

const oneMessage: Hint = {
  mistake: 'all-orders-in-one-message',
  checks: ['produce.sends-every-order'],
  match(history) {
    for (const { value } of sending(history)?.records ?? []) {
      const parsed = typeof value === 'string' ? parseJson(value) : undefined;
      if (!Array.isArray(parsed) || parsed.length < 2 || orderIdsIn(JSON.stringify(parsed)).length !== parsed.length)
        continue;
      return `One message holds an array of ${parsed.length} orders. Each order is a message of its own: ${wordingFor(history, 'producer').eachOrder}.`;
    }
    return null;
  },
};

const encodedTwice: Hint = {
  mistake: 'json-encoded-twice',
  checks: ['produce.sends-every-order'],
  match(history) {
    const found = sending(history)?.sent.find(({ order, record: { value } }) => {
      return typeof value === 'string' && typeof parseJson(value) === 'string' && isEncodedTwice(value, order.orderId);
    });
    return found
      ? `Order ${found.order.orderId} was sent as a JSON string that holds the order's JSON: ${wordingFor(history, 'producer').stringify} was called twice, or on the line of the file, which is JSON already.`
      : null;
  },
};

const sentTwice: Hint = {
  mistake: 'sent-twice',
  checks: ['produce.sends-every-order'],
  match(history) {
    const scenario = history.scenario('producing');
    const orders = givenOrders(scenario);
    const isTwice = orders.every(({ orderId }) => recordsCarrying(scenario, orderId).length === 2);
    return orders.length > 0 && isTwice
      ? `All ${orders.length} orders are in the topic twice. A send that was acknowledged has arrived, and the client itself repeats one that was not: send each order once.`
      : null;
  },
};

const fieldsLeftOut: Hint = {
  mistake: 'fields-left-out',
  checks: ['produce.sends-every-order'],
  match(history) {
    for (const { order, record } of sending(history)?.sent ?? []) {
      const value = typeof record.value === 'string' ? parseJson(record.value) : undefined;
      if (value === undefined || !isObject(value)) continue;
      const lacking = Object.keys(order.value).filter((field) => !Object.hasOwn(value, field));
      if (lacking.length > 0)
        return `Order ${order.orderId} arrived without ${lacking.join(', ')}. Orders may have fields that you don't know: send the whole order, not a list of its fields.`;
    }
    return null;
  },
};

const lastLeftOut: Hint = {
  mistake: 'last-order-left-out',
  checks: ['produce.sends-every-order'],
  match(history) {
    const run = sending(history);
    const last = run?.orders.at(-1);
    if (!run || !last || run.orders.length < 2 || run.producer.exited?.code !== 0) return null;
    const missing = run.orders.filter(({ orderId }) => !run.sent.some(({ order }) => order.orderId === orderId));
    if (missing.length !== 1 || missing[0] !== last) return null;
    return `All orders arrived but the last one (${last.orderId}). Look at where your loop ends (length - 1?), and at whether the last send is awaited.`;
  },
};

const exitsTooEarly: Hint = {
  mistake: 'exits-before-all-is-sent',
  checks: ['produce.sends-every-order'],
  match(history) {
    const run = sending(history);
    const { exited } = run?.producer ?? {};
    if (!run || !exited || exited.asked || exited.code !== 0) return null;
    if (
      !run.producer.timeline.first('connected') ||
      run.producer.timeline.of('produced').some(({ acks }) => acks === 0)
    )
      return null;
    const missing = run.orders.slice(run.sent.length);
    const isTail = run.sent.every(({ order }, index) => order.index === index);
    if (!isTail || missing.length < 2 || run.records.length > run.sent.length) return null;
    return `Your producer ended with code 0 when ${run.sent.length} of its ${run.orders.length} orders were in the topic; the last ${missing.length} are not. ${wordingFor(history, 'producer').sendAll}`;
  },
};

const notFlushed: Hint = {
  mistake: 'queue-not-flushed',
  checks: ['produce.sends-every-order'],
  match(history) {
    const run = sending(history);
    if (!run?.producer.endedByItself || run.sent.length === run.orders.length) return null;
    const said = run.producer.lines.map(
      ({ text }) => text.match(/terminating with (\d+) messages?.* still in queue/)?.[1],
    );
    const left = said.find((count) => count !== undefined);
    if (left === undefined) return null;
    return `Your producer ended while ${left} messages were still in its queue: produce() only puts them there. Call producer.flush() before the end, and look at how many it says are left.`;
  },
};

export const sendingHints: readonly Hint[] = [
  notFlushed,
  fileIgnored,
  blankLine,
  oneMessage,
  encodedTwice,
  sentTwice,
  fieldsLeftOut,
  lastLeftOut,
  exitsTooEarly,
];
