/**
 * Histories written by hand: a story tells what happened in one scenario, in order, and its observations come out stamped
 * as a grading would have stamped them.
 *
 * Places are written as reports write them: `P2:14`, or `P2:3-5` for three of them. The order at a place is always the same
 * one, so that "record P0:3" and "prints P0:3" speak of one order without naming it.
 */
import { type History, historyOf } from '../../src/evidence/history.ts';
import type { JsonObject } from '../../src/evidence/json.ts';
import type { Bytes, Limit, Observation, ObservedEvent, Settings } from '../../src/evidence/observation.ts';

interface Told {
  process: string | null;
  event: ObservedEvent;
  afterMs: number;
}

export interface Place {
  partition: number;
  offset: number;
}

/** `P2:3-5` as three places. */
export function placesOf(text: string): Place[] {
  const [, partition, first, last] = text.match(/^P(\d+):(-?\d+)(?:-(\d+))?$/) ?? [];
  if (partition === undefined || first === undefined) throw new Error(`"${text}" is no place such as P2:14 or P2:3-5`);
  const count = Number(last ?? first) - Number(first) + 1;
  return Array.from({ length: count }, (_, i) => ({ partition: Number(partition), offset: Number(first) + i }));
}

/** The same offsets of partitions 0 to 3: `P0:0-2`, `P1:0-2`, … */
export function everywhere(offsets: string): string[] {
  return [0, 1, 2, 3].map((partition) => `P${partition}:${offsets}`);
}

/** The order that stands at a place. */
export function orderAt(place: string): JsonObject & { orderId: string; customerId: string } {
  const [{ partition, offset } = { partition: 0, offset: 0 }] = placesOf(place);
  const orderId = `ord-${(partition * 0x10000 + offset).toString(16).padStart(10, '0')}`;
  return { orderId, customerId: `c-0${partition + 1}`, amount: 41.5, items: [{ sku: 'Grüner Tee', qty: offset + 1 }] };
}

/** The folder that the programs of a story run in. */
export const storyFolder = '/tmp/stage/workspace';

export class Story {
  /** Null for what happened outside of all scenarios. */
  readonly scenario: string | null;
  readonly topicName: string;
  readonly group: string;
  readonly #told: Told[] = [];
  #afterMs = 10;

  constructor(scenario: string | null) {
    this.scenario = scenario;
    this.topicName = `orders-of-${scenario}`;
    this.group = `group-of-${scenario}`;
    if (scenario !== null) this.saw(null, { source: 'harness', type: 'scenario-began', insisted: null });
  }

  saw(process: string | null, event: ObservedEvent): this {
    this.#told.push({ process, event, afterMs: this.#afterMs });
    this.#afterMs = 10;
    return this;
  }

  /** The next thing happens so many milliseconds later. */
  after(ms: number): this {
    this.#afterMs = ms;
    return this;
  }

  /** A chapter that is told elsewhere. */
  tell(chapter: (story: this) => unknown): this {
    chapter(this);
    return this;
  }

  topic(partitions = 4): this {
    return this.saw(null, { source: 'harness', type: 'topic-created', topic: this.topicName, partitions });
  }

  /** The grader writes the order of each place, or one record of its own making. */
  records(...places: string[]): this {
    for (const place of places.flatMap(placesOf)) {
      const order = orderAt(`P${place.partition}:${place.offset}`);
      this.record(place, { key: order.customerId, value: JSON.stringify(order) });
    }
    return this;
  }

  record(place: Place, record: { key?: Bytes; value: Bytes; by?: 'grader' | 'student' }): this {
    const { key = null, value, by = 'grader' } = record;
    return this.saw(null, { source: 'log', type: 'record', topic: this.topicName, ...place, key, value, by });
  }

  started(process: string, given: Partial<Settings> & { role?: string } = {}): this {
    const { role = 'consumer', ...settings } = given;
    const own: Settings = { brokers: '127.0.0.1:40001', topic: this.topicName, group: this.group, reset: 'earliest' };
    const all = { ...own, ...settings };
    return this.saw(process, {
      source: 'process',
      type: 'started',
      role,
      file: `${role}.ts`,
      pid: 100,
      settings: all,
      cwd: storyFolder,
    });
  }

  connected(process: string): this {
    return this.saw(process, { source: 'wire', type: 'connected', connection: 1 });
  }

  disconnected(process: string): this {
    return this.saw(process, { source: 'wire', type: 'disconnected', connection: 1 });
  }

  joinAsked(
    process: string,
    asked: Partial<{
      memberId: string;
      group: string;
      topic: string;
      assignor: string;
      groupInstanceId: string;
      protocol: 'classic' | 'consumer';
    }> = {},
  ): this {
    const {
      memberId = process,
      group = this.group,
      topic = this.topicName,
      assignor = 'range',
      groupInstanceId = null,
      protocol = 'classic',
    } = asked;
    return this.saw(process, {
      source: 'wire',
      type: 'join-asked',
      group,
      protocol,
      memberId,
      groupInstanceId,
      subscribed: [topic],
      assignors: [assignor],
      sessionTimeoutMs: 30_000,
    });
  }

  joined(process: string, answer: Partial<{ memberId: string; generation: number; error: number }> = {}): this {
    const { memberId = process, generation = 1, error = null } = answer;
    return this.saw(process, { source: 'wire', type: 'joined', group: this.group, generation, memberId, error });
  }

  assigned(
    process: string,
    partitions: readonly number[],
    given: Partial<{
      memberId: string;
      generation: number;
      group: string;
      topic: string;
      error: number;
      protocol: 'classic' | 'consumer';
    }> = {},
  ): this {
    const {
      memberId = process,
      generation = 1,
      group = this.group,
      topic = this.topicName,
      error = null,
      protocol = 'classic',
    } = given;
    const owned = partitions.map((partition) => ({ topic, partition }));
    return this.saw(process, {
      source: 'wire',
      type: 'assigned',
      group,
      protocol,
      generation,
      memberId,
      partitions: owned,
      error,
    });
  }

  heartbeatRefused(process: string, error: number, memberId = process): this {
    return this.saw(process, {
      source: 'wire',
      type: 'heartbeat-refused',
      group: this.group,
      generation: 1,
      memberId,
      error,
    });
  }

  epochRaised(process: string, generation: number): this {
    return this.saw(process, {
      source: 'wire',
      type: 'epoch-raised',
      group: this.group,
      generation,
      memberId: process,
    });
  }

  left(process: string, answer: Partial<{ epoch: number; error: number; memberId: string }> = {}): this {
    const { epoch = null, error = null, memberId = process } = answer;
    return this.saw(process, { source: 'wire', type: 'left', group: this.group, memberId, epoch, error });
  }

  positioned(process: string, ...places: string[]): this {
    return this.#atEach(process, places, (place) => ({
      source: 'wire',
      type: 'positioned',
      topic: this.topicName,
      ...place,
    }));
  }

  /** One Fetch answer for each text, `P0:3-5` with the records from 3 to 5. */
  fetched(process: string, ...batches: string[]): this {
    for (const batch of batches) {
      const [first, last = first] = [placesOf(batch).at(0), placesOf(batch).at(-1)];
      if (!first || !last) continue;
      const { partition, offset } = first;
      const range = { first: offset, last: last.offset, highWatermark: last.offset + 1 };
      this.saw(process, { source: 'wire', type: 'fetched', topic: this.topicName, partition, ...range });
    }
    return this;
  }

  committedOffsetRead(process: string, ...places: string[]): this {
    const { group, topicName: topic } = this;
    return this.#atEach(process, places, (place) => ({
      source: 'wire',
      type: 'committed-offset-read',
      group,
      topic,
      ...place,
    }));
  }

  committed(process: string, ...places: string[]): this {
    for (const place of places) this.#commit(process, place, null);
    return this;
  }

  commitRefused(process: string, place: string, error: number): this {
    return this.#commit(process, place, error);
  }

  #commit(process: string, text: string, error: number | null): this {
    const commit = { group: this.group, generation: 1, memberId: process, topic: this.topicName };
    this.#atEach(process, [text], (place) => ({ source: 'wire', type: 'commit-sent', ...commit, ...place }));
    return this.#atEach(process, [text], (place) => ({
      source: 'wire',
      type: 'committed',
      ...commit,
      ...place,
      error,
    }));
  }

  /** The order of each place as JSON, one a line. */
  prints(process: string, ...places: string[]): this {
    for (const { partition, offset } of places.flatMap(placesOf)) {
      this.line(process, JSON.stringify(orderAt(`P${partition}:${offset}`)));
    }
    return this;
  }

  line(process: string, text: string, stream: 'stdout' | 'stderr' = 'stdout'): this {
    return this.saw(process, { source: 'process', type: 'line', stream, text, cut: false });
  }

  signalled(process: string, signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): this {
    return this.saw(process, { source: 'process', type: 'signalled', signal });
  }

  exited(process: string, exit: Partial<{ code: number | null; signal: string; asked: boolean }> = {}): this {
    const { signal = null, code = signal === null ? 0 : null, asked = false } = exit;
    return this.saw(process, { source: 'process', type: 'exited', code, signal, asked });
  }

  /** It used 540 MiB of something of which it may have 512, and was killed. */
  stoppedFor(process: string, limit: Limit): this {
    const mebibytes = 1024 * 1024;
    return this.saw(process, {
      source: 'process',
      type: 'limit-hit',
      limit,
      allowed: 512 * mebibytes,
      used: 540 * mebibytes,
      unit: 'bytes',
    })
      .signalled(process, 'SIGKILL')
      .exited(process, { signal: 'SIGKILL', asked: true });
  }

  /** SIGTERM, LeaveGroup, code 0. */
  stopsInOrder(process: string): this {
    return this.signalled(process).left(process).exited(process, { asked: true });
  }

  groupOffsets(...offsets: (number | null)[]): this {
    return this.saw(null, { source: 'group', type: 'offsets', group: this.group, topic: this.topicName, offsets });
  }

  offsetsSet(...offsets: number[]): this {
    return this.saw(null, {
      source: 'group',
      type: 'offsets-set',
      group: this.group,
      topic: this.topicName,
      offsets,
    });
  }

  ordersGiven(orders: readonly JsonObject[]): this {
    const file = '/tmp/stage/orders-4f2a10.jsonl';
    return this.saw(null, {
      source: 'harness',
      type: 'orders-given',
      file,
      orders: orders.map((order) => JSON.stringify(order)),
    });
  }

  produced(
    process: string,
    place: string,
    answer: Partial<{ acks: number; count: number; error: number; topic: string }> = {},
  ): this {
    const { acks = -1, count = 1, error = null, topic = this.topicName } = answer;
    return this.#atEach(process, [place], ({ partition, offset }) => ({
      source: 'wire',
      type: 'produced',
      topic,
      partition,
      acks,
      count,
      offset,
      error,
    }));
  }

  logEnd(...offsets: number[]): this {
    return this.saw(null, { source: 'log', type: 'end', topic: this.topicName, offsets });
  }

  marked(mark: string): this {
    return this.saw(null, { source: 'harness', type: 'marked', mark });
  }

  gaveUp(world: Partial<{ brokerHealthy: boolean; starved: boolean; because: 'deadline' | 'impossible' }> = {}): this {
    const { brokerHealthy = true, starved = false, because = 'deadline' } = world;
    return this.saw(null, {
      source: 'harness',
      type: 'gave-up',
      waitingFor: 'something happens',
      seen: 'nothing',
      because,
      waitedMs: 30_000,
      brokerHealthy,
      starved,
    });
  }

  textRead(name: string, text: string): this {
    return this.saw(null, { source: 'harness', type: 'text-read', name, path: name, text });
  }

  textUnavailable(name: string, reason: string): this {
    return this.saw(null, { source: 'harness', type: 'text-unavailable', name, reason });
  }

  programUnavailable(role: string, reason: string): this {
    return this.saw(null, { source: 'harness', type: 'program-unavailable', role, reason, location: null });
  }

  ended(aborted: string | null = null): this {
    return this.saw(null, { source: 'harness', type: 'scenario-ended', aborted, again: false });
  }

  get told(): readonly Told[] {
    return this.#told;
  }

  /** The observations of this scenario alone. */
  get observations(): Observation[] {
    return observationsOf(this);
  }

  #atEach(process: string, places: readonly string[], event: (place: Place) => ObservedEvent): this {
    for (const place of places.flatMap(placesOf)) this.saw(process, event(place));
    return this;
  }
}

export function story(scenario: string): Story {
  return new Story(scenario);
}

/** What the grader knows before it plays a scenario. */
export function prelude(): Story {
  return new Story(null);
}

/** Stories one after the other, as one grading. */
export function observationsOf(...stories: readonly Story[]): Observation[] {
  const told = stories.flatMap(({ scenario, told }) => told.map((one) => ({ scenario, ...one })));
  let atMs = 0;
  return told.map(({ scenario, process, event, afterMs }, index) => {
    atMs += afterMs;
    return { seq: index + 1, atMs, scenario, process, ...event };
  });
}

export function historyFrom(...stories: readonly Story[]): History {
  return historyOf(observationsOf(...stories));
}
