/**
 * What real clients said to Kafka 4.1.1, and what the wiretap makes of it. `story.txt` is written by
 * scripts/capture-frames.ts; what every story must tell, whoever the client is, is stated here once more.
 */
import { readFile } from 'node:fs/promises';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { captured, type RecordedFrame, readFrames, replay, tellStory } from '../../scripts/capture/story.ts';
import type { WireEvent } from '../../src/evidence/observation.ts';
import { listener } from '../../src/wiretap/conversation.ts';
import { topicNames } from '../../src/wiretap/interpret/topic-names.ts';

const clients = ['kafkajs', 'platformatic-classic', 'platformatic-consumer', 'kafka-python', 'confluent'];

describe.each(clients)('%s', (client) => {
  const folder = new URL(`../../fixtures/frames/${client}/`, import.meta.url).pathname;
  const framesOf = (process: (typeof captured)[number]) => readFrames(`${folder}${process}.jsonl`);

  test('tells the recorded story', async () => {
    expect(await tellStory(folder)).toBe(await readFile(`${folder}story.txt`, 'utf8'));
  });

  test('nothing is opaque', async () => {
    for (const process of captured) {
      expect(ofType(replay(await framesOf(process)), 'opaque')).toEqual([]);
    }
  });

  test('the producer sent two records to each partition', async () => {
    const produced = ofType(replay(await framesOf('producer')), 'produced');
    expect(produced.every(({ error }) => error === null)).toBe(true);
    for (const partition of [0, 1]) {
      const sent = produced.filter((event) => event.partition === partition);
      expect(sent.reduce((sum, { count }) => sum + count, 0)).toBe(2);
      expect(Math.min(...sent.map(({ offset }) => offset ?? Number.NaN))).toBe(0);
    }
  });

  test('the first member read both partitions from the earliest offset and committed their ends', async () => {
    const events = replay(await framesOf('member-1'));
    for (const partition of [0, 1]) {
      const about = events.filter((event) => 'partition' in event && event.partition === partition);
      expect(ofType(about, 'committed-offset-read').at(0)?.offset).toBeNull();
      expect(ofType(about, 'offset-asked').at(0)?.timestamp).toBe(-2);
      expect(ofType(about, 'positioned').at(0)?.offset).toBe(0);
      expect(ofType(about, 'fetched')).toMatchObject([{ first: 0, last: 1, highWatermark: 2 }]);
      expect(ofType(about, 'committed').findLast(({ error }) => error === null)?.offset).toBe(2);
    }
  });

  test('the first member gave one partition away, got it back, and took a new position only there', async () => {
    const events = replay(await framesOf('member-1'));
    const sizes = ofType(events, 'assigned').map(({ partitions }) => partitions.length);
    expect(sizes.filter((size, index) => size > 0 && size !== sizes[index - 1])).toEqual([2, 1, 2]);
    const kept = ofType(events, 'assigned').find(({ partitions }) => partitions.length === 1)?.partitions[0]?.partition;
    const later = ofType(events, 'positioned').slice(2);
    expect(later).toMatchObject([{ partition: kept === 0 ? 1 : 0, offset: 2 }]);
  });

  test('every classic assignment follows an accepted join of its generation', async () => {
    for (const process of ['member-1', 'member-2'] as const) {
      const events = replay(await framesOf(process));
      const joined = ofType(events, 'joined').filter(({ error }) => error === null);
      const assigned = ofType(events, 'assigned').filter(({ protocol }) => protocol === 'classic');
      expect(assigned.map(({ generation }) => generation)).toEqual(joined.map(({ generation }) => generation));
    }
  });

  test('the second member began where the first had committed, and both left', async () => {
    const second = replay(await framesOf('member-2'));
    expect(ofType(second, 'committed-offset-read')).toMatchObject([{ offset: 2 }]);
    expect(ofType(second, 'positioned')).toMatchObject([{ offset: 2 }]);
    for (const events of [replay(await framesOf('member-1')), second]) {
      const epoch = client === 'platformatic-consumer' ? -1 : null;
      expect(events.at(-1)).toMatchObject({ type: 'left', epoch, error: null });
    }
  });

  test('tells the same however its streams are cut into chunks', async () => {
    const streams = directions(await framesOf('member-1'));
    const whole = streams.map(({ frames }) =>
      hearOneConnection(
        frames,
        frames.map(({ hex }) => hex.length / 2),
      ),
    );
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 50 }), (sizes) => {
        expect(streams.map(({ frames }) => hearOneConnection(frames, sizes))).toEqual(whole);
      }),
      { numRuns: 30 },
    );
  });
});

function ofType<T extends WireEvent['type']>(events: readonly WireEvent[], type: T): (WireEvent & { type: T })[] {
  return events.filter((event): event is WireEvent & { type: T } => event.type === type);
}

/** The frames of each connection: those of a direction that follow each other can be cut anywhere. */
function directions(frames: readonly RecordedFrame[]): { frames: RecordedFrame[] }[] {
  const connections = new Set(frames.map(({ connection }) => connection));
  return [...connections].map((wanted) => ({ frames: frames.filter(({ connection }) => connection === wanted) }));
}

/** Takes the chunks in turn from a list of sizes; a chunk never spans a change of direction. */
function hearOneConnection(frames: readonly RecordedFrame[], sizes: readonly number[]): WireEvent[] {
  const events: WireEvent[] = [];
  const conversation = listener(topicNames(), (event) => events.push(event)).hear();
  let turn = 0;
  for (let index = 0; index < frames.length; ) {
    const from = frames[index]?.from;
    const run: Buffer[] = [];
    for (; frames[index]?.from === from; index += 1) run.push(Buffer.from(frames[index]?.hex ?? '', 'hex'));
    const bytes = Buffer.concat(run);
    for (let at = 0; at < bytes.length; turn += 1) {
      const size = sizes[turn % sizes.length] ?? bytes.length;
      const chunk = bytes.subarray(at, at + size);
      if (from === 'client') conversation.requests(chunk);
      else conversation.responses(chunk);
      at += size;
    }
  }
  return events;
}
