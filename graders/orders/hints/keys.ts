/** Keys, and the order of one customer's orders. */
import type { Hint } from 'kafka-grader/check';
import type { SentOrder } from '../checks/keys.ts';
import { placeOf } from '../checks/orders.ts';
import { sending } from './sending.ts';
import { wordingFor } from './wording.ts';

const noKey: Hint = {
  mistake: 'no-key',
  checks: ['produce.keeps-customer-order'],
  match(history) {
    const sent = sending(history)?.sent ?? [];
    if (sent.length < 2 || sent.some(({ record }) => record.key !== null)) return null;
    return `None of your ${sent.length} messages has a key, so one customer's orders are spread over all partitions, and order holds only within one. Give each message its key: ${wordingFor(history, 'producer').key}.`;
  },
};

/** What every key is, if one rule makes them all. */
function ruleOf(sent: readonly SentOrder[]): string | null {
  const [first] = sent;
  if (!first || sent.length < 2) return null;
  const follows = (key: (sent: SentOrder) => string | undefined) => sent.every((one) => one.record.key === key(one));
  const field = Object.keys(first.order.value).find(
    (name) =>
      name !== 'customerId' &&
      follows(({ order }) => (order.value[name] === undefined ? undefined : String(order.value[name]))),
  );
  if (field !== undefined) return `each message's key is its ${field}`;
  if (follows(({ order }) => JSON.stringify(order.customerId)))
    return 'each key is the customerId as JSON, with quotation marks around it';
  const constant = first.record.key;
  if (typeof constant === 'string' && follows(() => constant)) return `every message has the same key, "${constant}"`;
  return null;
}

const wrongKey: Hint = {
  mistake: 'wrong-key',
  checks: ['produce.keeps-customer-order'],
  match(history) {
    const sent = sending(history)?.sent ?? [];
    const rule = sent.every(({ order, record }) => record.key === order.customerId) ? null : ruleOf(sent);
    return (
      rule &&
      `In your topic ${rule}. The key decides the partition: what must stay in order needs the same key, here the customerId as it stands in the order.`
    );
  },
};

export const overlappingSends: Hint = {
  mistake: 'sends-not-awaited',
  checks: ['produce.keeps-customer-order'],
  match(history) {
    const run = sending(history);
    if (!run || run.sent.some(({ order, record }) => record.key !== order.customerId)) return null;
    const requests = run.producer.timeline.of('produced').filter(({ error }) => error === null);
    if (requests.length < 2 || requests.some(({ count }) => count > 1)) return null;
    const inLog = run.sent.toSorted(
      (a, b) => a.record.partition - b.record.partition || a.record.offset - b.record.offset,
    );
    const overtaken = inLog.find((later, index) => {
      const before = inLog[index - 1];
      return (
        before?.record.key === later.record.key &&
        before.record.partition === later.record.partition &&
        before.order.index > later.order.index
      );
    });
    if (!overtaken || isSorted(inLog)) return null;
    return `${overtaken.order.orderId} of customer ${overtaken.order.customerId} lies at ${placeOf(overtaken.record)}, behind an order that comes after it in the file. Each order was sent by itself, and one overtook the other: ${wordingFor(history, 'producer').oneAfterTheOther}.`;
  },
};

/** One rule explains how each partition is sorted, so that chance does not: by a field, up or down, or the file backwards. */
function isSorted(inLog: readonly SentOrder[]): boolean {
  const rules: ((sent: SentOrder) => string | number)[] = [
    ({ order }) => order.index,
    ({ order }) => order.orderId,
    ({ order }) => (typeof order.value['amount'] === 'number' ? order.value['amount'] : 0),
  ];
  const follows = (rule: (sent: SentOrder) => string | number, direction: 'up' | 'down') =>
    inLog.every((later, index) => {
      const before = inLog[index - 1];
      if (!before || before.record.partition !== later.record.partition) return true;
      const [a, b] = [rule(before), rule(later)];
      if (a === b) return before.order.index < later.order.index;
      return a < b === (direction === 'up');
    });
  return rules.some((rule) => follows(rule, 'up') || follows(rule, 'down'));
}

export const keyHints: readonly Hint[] = [noKey, wrongKey];
