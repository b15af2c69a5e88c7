/** What the student's producer made of the orders it was given. */
import {
  isObject,
  type JsonObject,
  type Observed,
  type ProcessHistory,
  parseJson,
  type ScenarioHistory,
} from 'kafka-grader/check';
import { orderIdsIn } from './orders.ts';

/** An order of an orders file; `index` is its place in it, or behind those of an earlier file. */
export interface GivenOrder {
  orderId: string;
  customerId: string;
  value: JsonObject;
  index: number;
}

/** The orders files, which the grader journals as what it gave: blank lines and all. */
export function givenOrders(scenario: ScenarioHistory): GivenOrder[] {
  const given = scenario.timeline.of('orders-given').flatMap(({ orders }) => orders);
  return given.flatMap((text, index) => {
    const value = parseJson(text);
    if (value === undefined || !isObject(value)) return [];
    const { orderId, customerId } = value;
    return typeof orderId === 'string' && typeof customerId === 'string' ? [{ orderId, customerId, value, index }] : [];
  });
}

/** The student's records that carry this order and no other, however they wrap it, in offset order per partition. */
export function recordsCarrying(scenario: ScenarioHistory, orderId: string): Observed<'record'>[] {
  return scenario.timeline.of('record').filter((record) => carriedBy(record) === orderId);
}

const carried = new WeakMap<Observed<'record'>, string | null>();

/** The one order that a record of the student's carries. */
function carriedBy(record: Observed<'record'>): string | null {
  const known = carried.get(record);
  if (known !== undefined) return known;
  const ids = record.by === 'student' && typeof record.value === 'string' ? orderIdsIn(record.value) : [];
  const orderId = ids.length === 1 ? (ids[0] ?? null) : null;
  carried.set(record, orderId);
  return orderId;
}

/** The producer that was given a broker; the other one found every port closed. */
export function producerWithBroker(scenario: ScenarioHistory): ProcessHistory | null {
  return scenario.process('producer-1');
}

/** Why the topic holds nothing of the producer's: it wrote elsewhere, failed, or never tried. */
export function whyNothingArrived(process: ProcessHistory): string {
  const produced = process.timeline.of('produced');
  const elsewhere = produced.find(({ topic }) => topic !== process.settings.topic);
  const asked = process.timeline.of('metadata-asked').find(({ topics }) => topics && topics.length > 0);
  if (elsewhere) return `it wrote to the topic "${elsewhere.topic}"`;
  if (asked?.topics && !asked.topics.includes(process.settings.topic)) {
    return `it asked for the topic "${asked.topics.join(', ')}"`;
  }
  if (!process.timeline.first('connected')) return 'it never connected to the address in KAFKA_BROKERS';
  return 'it sent nothing';
}
