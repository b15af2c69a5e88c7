/** Orders, wherever they turn up: as values in a topic, or on the lines that a consumer prints. */
import {
  isObject,
  type Json,
  type JsonObject,
  type Observed,
  objectsWithKey,
  type ProcessHistory,
  parseJson,
  remembered,
  type ScenarioHistory,
} from 'kafka-grader/check';

/** An order as it lies in a topic. */
export interface LoggedOrder {
  orderId: string;
  value: Json;
  topic: string;
  partition: number;
  offset: number;
  record: Observed<'record'>;
}

/** One line on which a process printed an order; `value` is null where only the id was recognisable. */
export interface Print {
  orderId: string;
  value: JsonObject | null;
  line: Observed<'line'>;
}

/** The grader's order ids: nobody can know one before it is in the topic or in the orders file. */
const orderIdPattern = /ord-[0-9a-f]{10}/g;

/** Each order id in the text, once, in the order in which they first occur. */
export function orderIdsIn(text: string): string[] {
  return [...new Set(text.match(orderIdPattern) ?? [])];
}

const ordersByTopic = remembered(
  ({ timeline }: ScenarioHistory) => timeline.count('record'),
  ({ timeline }) => {
    const byTopic = new Map<string, LoggedOrder[]>();
    for (const record of timeline.of('record')) {
      const order = orderOf(record);
      if (!order) continue;
      const others = byTopic.get(order.topic);
      if (others) others.push(order);
      else byTopic.set(order.topic, [order]);
    }
    return byTopic;
  },
);

/** The orders that the grader itself put into the topic, in the order in which it did. */
export function ordersIn(scenario: ScenarioHistory, topic: string): readonly LoggedOrder[] {
  return ordersByTopic(scenario).get(topic) ?? [];
}

const parsedRecords = new WeakMap<Observed<'record'>, LoggedOrder | null>();

/** Null for a record whose value is not one order as a JSON object. */
export function orderOf(record: Observed<'record'>): LoggedOrder | null {
  const known = parsedRecords.get(record);
  if (known !== undefined) return known;
  const value = typeof record.value === 'string' ? parseJson(record.value) : undefined;
  const orderId = value !== undefined && isObject(value) ? value['orderId'] : undefined;
  const { topic, partition, offset } = record;
  const order =
    value !== undefined && typeof orderId === 'string' ? { orderId, value, topic, partition, offset, record } : null;
  parsedRecords.set(record, order);
  return order;
}

const parsedLines = new WeakMap<Observed<'line'>, Print[]>();

/** The orders on a line of standard output; an object counts as JSON also where it is written as Python prints a dict. */
export function printsOn(line: Observed<'line'>): Print[] {
  if (line.stream !== 'stdout') return [];
  const known = parsedLines.get(line);
  if (known) return known;
  const ids = orderIdsIn(line.text);
  const inJson = ids.length === 0 ? [] : objectsWithKey(line.text, 'orderId');
  const prints = ids.map((orderId) => ({
    orderId,
    value: inJson.find((object) => object['orderId'] === orderId) ?? null,
    line,
  }));
  parsedLines.set(line, prints);
  return prints;
}

const lineCount = ({ lines }: ProcessHistory) => lines.length;

export const printsOf: (process: ProcessHistory) => readonly Print[] = remembered(lineCount, ({ lines }) =>
  lines.flatMap(printsOn),
);

/** Where a process first printed each order; a line with the order's JSON counts before one with its id alone. */
export const firstPrints: (process: ProcessHistory) => ReadonlyMap<string, Print> = remembered(lineCount, (process) => {
  const first = new Map<string, Print>();
  for (const print of printsOf(process)) {
    const before = first.get(print.orderId);
    if (!before || (before.value === null && print.value !== null)) first.set(print.orderId, print);
  }
  return first;
});

/** `P2:14`, as reports name a place in a topic. */
export function placeOf({ partition, offset }: { partition: number; offset: number }): string {
  return `P${partition}:${offset}`;
}

/** `ord-a, ord-b and 3 more`. */
export function listOf(items: readonly string[], most = 3): string {
  const shown = items.slice(0, most);
  const rest = items.length - shown.length;
  if (rest > 0) return `${shown.join(', ')} and ${rest} more`;
  return shown.length > 1 ? `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}` : shown.join('');
}
