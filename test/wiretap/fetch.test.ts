import { describe, expect, test } from 'vitest';
import { fetch } from '../../src/wiretap/protocol/apis/fetch.ts';
import { metadata } from '../../src/wiretap/protocol/apis/metadata.ts';
import { syncGroup } from '../../src/wiretap/protocol/apis/sync-group.ts';
import {
  batch,
  fetchRequest,
  fetchResponse,
  identified,
  metadataRequest,
  metadataResponse,
  named,
} from './messages.ts';
import { type Overheard, overhear } from './overhear.ts';

const orders = named('orders');
const version = 11;

describe('a position', () => {
  test('is told once, and not again while offsets follow', () => {
    const tap = overhear();
    read(tap, 0, 7, batch(7, 9));
    expect(tap.news()).toMatchObject([
      { type: 'positioned', topic: 'orders', partition: 0, offset: 7 },
      { type: 'fetched', topic: 'orders', partition: 0, first: 7, last: 9, highWatermark: 100 },
    ]);
    read(tap, 0, 10, Buffer.alloc(0));
    read(tap, 0, 10, batch(10, 10));
    expect(tap.news()).toMatchObject([{ type: 'fetched', first: 10, last: 10 }]);
  });

  test('is new after a seek, and when records are read again', () => {
    const tap = overhear();
    read(tap, 0, 0, batch(0, 9));
    read(tap, 0, 0, batch(0, 9));
    read(tap, 0, 50, Buffer.alloc(0));
    expect(tap.news().filter(({ type }) => type === 'positioned')).toMatchObject([
      { offset: 0 },
      { offset: 0 },
      { offset: 50 },
    ]);
  });

  test('follows control batches, which are not delivered', () => {
    const tap = overhear();
    read(tap, 0, 0, Buffer.concat([batch(0, 3), batch(4, 4, 'control')]));
    read(tap, 0, 5, batch(5, 5, 'control'));
    read(tap, 0, 6, Buffer.concat([batch(6, 6, 'control'), batch(7, 8)]));
    expect(tap.news()).toMatchObject([
      { type: 'positioned', offset: 0 },
      { type: 'fetched', first: 0, last: 3 },
      { type: 'fetched', first: 7, last: 8 },
    ]);
  });

  test('is new where a partition comes back, at the same offset too; not where it stayed', () => {
    const tap = overhear();
    assign(tap, [0, 1]);
    read(tap, 0, 5, Buffer.alloc(0));
    read(tap, 1, 5, Buffer.alloc(0));
    assign(tap, [0]);
    assign(tap, [0, 1]);
    tap.news();
    read(tap, 0, 5, Buffer.alloc(0));
    read(tap, 1, 5, Buffer.alloc(0));
    expect(tap.news()).toMatchObject([{ type: 'positioned', partition: 1, offset: 5 }]);
  });

  test('is not moved by an answer to a fetch from before the partition was lost', () => {
    const tap = overhear();
    assign(tap, [0]);
    const late = tap.ask(fetch, version, fetchRequest([{ ...orders, partitions: new Map([[0, 5]]) }]));
    assign(tap, []);
    assign(tap, [0]);
    const next = tap.ask(fetch, version, fetchRequest([{ ...orders, partitions: new Map([[0, 5]]) }]));
    tap.news();
    late(fetchResponse([{ ...orders, partitions: new Map([[0, batch(5, 6)]]) }]));
    next(fetchResponse([]));
    tap.news();
    read(tap, 0, 5, Buffer.alloc(0));
    expect(tap.news()).toEqual([]);
  });
});

describe('what is delivered', () => {
  test('begins at the offset that was asked for, where that lies inside a batch', () => {
    const tap = overhear();
    read(tap, 0, 5, Buffer.concat([batch(0, 3), batch(4, 9), batch(10, 12)]));
    expect(tap.news()).toMatchObject([{ type: 'positioned' }, { type: 'fetched', first: 5, last: 12 }]);
  });

  test('does not count a last batch that was cut off', () => {
    const tap = overhear();
    read(tap, 0, 0, Buffer.concat([batch(0, 3), batch(4, 9).subarray(0, 70)]));
    expect(tap.news()).toMatchObject([{ type: 'positioned' }, { type: 'fetched', first: 0, last: 3 }]);
    read(tap, 0, 4, Buffer.alloc(0));
    expect(tap.news()).toEqual([]);
  });

  test('is opaque in message sets of old', () => {
    const tap = overhear();
    const old = batch(0, 3);
    old.writeInt8(1, 16);
    read(tap, 0, 0, old);
    expect(tap.news()).toMatchObject([
      { type: 'positioned' },
      { type: 'opaque', apiKey: 1, apiVersion: version, reason: 'undecodable' },
    ]);
  });
});

describe('an incremental session', () => {
  test('fetches partitions that it does not name, from where they were', () => {
    const tap = overhear();
    const both = new Map([
      [0, 0],
      [1, 0],
    ]);
    tap.ask(
      fetch,
      version,
      fetchRequest([{ ...orders, partitions: both }], { id: 0, epoch: 0 }),
    )(fetchResponse([], { id: 9 }));
    expect(tap.news()).toHaveLength(2);
    const answer = tap.ask(fetch, version, fetchRequest([], { id: 9, epoch: 1 }));
    answer(fetchResponse([{ ...orders, partitions: new Map([[1, batch(0, 4)]]) }], { id: 9 }));
    expect(tap.news()).toMatchObject([{ type: 'fetched', partition: 1, first: 0, last: 4 }]);
    tap.ask(fetch, version, fetchRequest([{ ...orders, partitions: new Map([[1, 5]]) }], { id: 9, epoch: 2 }));
    expect(tap.news()).toEqual([]);
  });

  test('reads again what it was given, if the next request does not move on', () => {
    const tap = overhear();
    const one = new Map([[0, 0]]);
    tap.ask(
      fetch,
      version,
      fetchRequest([{ ...orders, partitions: one }], { id: 0, epoch: 0 }),
    )(fetchResponse([{ ...orders, partitions: new Map([[0, batch(0, 4)]]) }], { id: 9 }));
    tap.news();
    tap.ask(fetch, version, fetchRequest([], { id: 9, epoch: 1 }));
    expect(tap.news()).toMatchObject([{ type: 'positioned', partition: 0, offset: 0 }]);
  });

  test('drops forgotten partitions, also in the request that names them again', () => {
    const tap = overhear();
    tap.ask(
      fetch,
      version,
      fetchRequest([{ ...orders, partitions: new Map([[0, 0]]) }], { id: 0, epoch: 0 }),
    )(fetchResponse([{ ...orders, partitions: new Map([[0, batch(0, 4)]]) }], { id: 9 }));
    tap.news();
    const forgotten = [{ ...orders, partitions: [0] }];
    tap.ask(fetch, version, fetchRequest([], { id: 9, epoch: 1, forgotten }))(fetchResponse([], { id: 9 }));
    tap.ask(fetch, version, fetchRequest([], { id: 9, epoch: 2 }))(fetchResponse([], { id: 9 }));
    expect(tap.news()).toEqual([]);
  });

  test('is over when the broker does not know it', () => {
    const tap = overhear();
    tap.ask(
      fetch,
      version,
      fetchRequest([{ ...orders, partitions: new Map([[0, 0]]) }], { id: 0, epoch: 0 }),
    )(fetchResponse([{ ...orders, partitions: new Map([[0, batch(0, 4)]]) }], { id: 9 }));
    tap.ask(
      fetch,
      version,
      fetchRequest([{ ...orders, partitions: new Map([[0, 5]]) }], { id: 9, epoch: 1 }),
    )(fetchResponse([{ ...orders, partitions: new Map([[0, batch(5, 6)]]) }], { id: 9 }));
    tap.ask(
      fetch,
      version,
      fetchRequest([{ ...orders, partitions: new Map([[0, 7]]) }], { id: 9, epoch: 2 }),
    )(fetchResponse([], { id: 0, errorCode: 70 }));
    read(tap, 0, 7, batch(7, 7));
    tap.news();
    tap.ask(fetch, version, fetchRequest([{ ...orders, partitions: new Map([[1, 0]]) }], { id: 9, epoch: 3 }));
    expect(tap.news()).toMatchObject([{ type: 'positioned', partition: 1 }]);
  });
});

describe('topic ids', () => {
  const id = 'ab'.repeat(16);

  test('have the names that a Metadata answer told to any process', () => {
    const first = overhear();
    first.ask(metadata, 12, metadataRequest('orders'))(metadataResponse('orders', id));
    const second = overhear(first.topics);
    second.ask(fetch, 13, fetchRequest([{ ...identified(id), partitions: new Map([[0, 3]]) }]));
    expect(second.news()).toMatchObject([{ type: 'positioned', topic: 'orders', partition: 0, offset: 3 }]);
  });

  test('that are learned later lose nothing', () => {
    const tap = overhear();
    const topic = identified(id);
    tap.ask(
      fetch,
      13,
      fetchRequest([{ ...topic, partitions: new Map([[0, 3]]) }]),
    )(fetchResponse([{ ...topic, partitions: new Map([[0, batch(3, 4)]]) }]));
    expect(tap.news()).toEqual([]);
    tap.ask(metadata, 12, metadataRequest('orders'))(metadataResponse('orders', id));
    tap.ask(fetch, 13, fetchRequest([{ ...topic, partitions: new Map([[0, 5]]) }]));
    tap.settle();
    expect(tap.news()).toMatchObject([
      { type: 'metadata-asked' },
      { type: 'positioned', topic: 'orders', offset: 3 },
      { type: 'fetched', topic: 'orders', first: 3, last: 4 },
    ]);
  });

  test('that nobody ever told are opaque in the end', () => {
    const tap = overhear();
    tap.ask(fetch, 13, fetchRequest([{ ...identified(id), partitions: new Map([[0, 3]]) }]));
    tap.settle();
    expect(tap.news()).toMatchObject([{ type: 'opaque', apiKey: 1, apiVersion: 13, reason: 'unknown-topic-id' }]);
  });
});

/** Fetches one partition of `orders` without a session. */
function read(tap: Overheard, partition: number, offset: number, records: Buffer): void {
  tap.ask(
    fetch,
    version,
    fetchRequest([{ ...orders, partitions: new Map([[partition, offset]]) }]),
  )(fetchResponse([{ ...orders, partitions: new Map([[partition, records]]) }]));
}

/** Is given partitions of `orders` by the coordinator. */
function assign(tap: Overheard, partitions: readonly number[]): void {
  const request = {
    groupId: 'group',
    generationId: 1,
    memberId: 'me',
    groupInstanceId: null,
    protocolType: null,
    protocolName: null,
    assignments: [],
  };
  tap.ask(
    syncGroup,
    3,
    request,
  )({
    throttleTimeMs: 0,
    errorCode: 0,
    protocolType: null,
    protocolName: null,
    assignment: assignmentOf('orders', partitions),
  });
}

function assignmentOf(topic: string, partitions: readonly number[]): Buffer {
  const bytes = Buffer.alloc(2 + 4 + 2 + topic.length + 4 + 4 * partitions.length + 4);
  let at = bytes.writeInt16BE(0, 0);
  at = bytes.writeInt32BE(1, at);
  at = bytes.writeInt16BE(topic.length, at);
  at += bytes.write(topic, at);
  at = bytes.writeInt32BE(partitions.length, at);
  for (const partition of partitions) at = bytes.writeInt32BE(partition, at);
  bytes.writeInt32BE(-1, at);
  return bytes;
}
