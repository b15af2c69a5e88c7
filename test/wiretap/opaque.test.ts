/** What passes without being understood, and how the rest is understood all the same. */
import { describe, expect, test } from 'vitest';
import type { WireEvent } from '../../src/evidence/observation.ts';
import { listener } from '../../src/wiretap/conversation.ts';
import { frameLimitBytes } from '../../src/wiretap/frames.ts';
import { topicNames } from '../../src/wiretap/interpret/topic-names.ts';
import { heartbeat } from '../../src/wiretap/protocol/apis/heartbeat.ts';
import { metadata } from '../../src/wiretap/protocol/apis/metadata.ts';
import { produce } from '../../src/wiretap/protocol/apis/produce.ts';
import { frameRequest } from '../../src/wiretap/protocol/message.ts';
import { metadataRequest } from './messages.ts';
import { overhear } from './overhear.ts';

const beat = { groupId: 'readers', generationId: 4, memberId: 'me', groupInstanceId: null };
const refused = { throttleTimeMs: 0, errorCode: 27 };

describe('is opaque', () => {
  test('an API or a version that no table describes, once for the process', () => {
    const events: WireEvent[] = [];
    const heard = listener(topicNames(), (event) => events.push(event));
    for (const { requests } of [heard.hear(), heard.hear()]) {
      requests(preamble(heartbeat.key, 99));
      requests(preamble(78, 1));
      requests(preamble(78, 1));
    }
    expect(events).toEqual([
      { source: 'wire', type: 'opaque', apiKey: heartbeat.key, apiVersion: 99, reason: 'undescribed' },
      { source: 'wire', type: 'opaque', apiKey: 78, apiVersion: 1, reason: 'undescribed' },
    ]);
  });

  test('a request that is not what its table says; its answer is left alone', () => {
    const tap = overhear();
    tap.requests(preamble(heartbeat.key, 3));
    tap.responses(Buffer.from('0000000a0000000700000000001b', 'hex'));
    expect(tap.news()).toMatchObject([{ type: 'opaque', apiKey: heartbeat.key, apiVersion: 3, reason: 'undecodable' }]);
  });

  test('a request that ends inside its last field', () => {
    const tap = overhear();
    const header = { apiVersion: 3, correlationId: 1, clientId: null };
    const whole = frameRequest(heartbeat, header, { ...beat, groupInstanceId: 'static' });
    const cut = whole.subarray(0, -1);
    cut.writeInt32BE(cut.length - 4);
    tap.requests(cut);
    expect(tap.news()).toMatchObject([{ type: 'opaque', reason: 'undecodable' }]);
  });

  test('an answer that is not what its table says', () => {
    const tap = overhear();
    tap.ask(heartbeat, 3, beat);
    tap.responses(Buffer.from('0000000500000001ff', 'hex'));
    expect(tap.news()).toMatchObject([{ type: 'opaque', apiKey: heartbeat.key, apiVersion: 3, reason: 'undecodable' }]);
  });

  test('a request or an answer over the limit; what follows is understood', () => {
    const tap = overhear();
    const records = Buffer.alloc(frameLimitBytes);
    const topics = [{ name: 'orders', topicId: null, partitions: [{ partition: 0, records }] }];
    tap.requests(
      frameRequest(
        produce,
        { apiVersion: 7, correlationId: 900, clientId: null },
        { transactionalId: null, acks: 1, timeoutMs: 0, topics },
      ),
    );
    tap.ask(heartbeat, 4, beat);
    const large = Buffer.alloc(4 + frameLimitBytes + 1);
    large.writeInt32BE(frameLimitBytes + 1);
    large.writeInt32BE(1, 4);
    tap.responses(large);
    tap.ask(heartbeat, 4, beat)(refused);
    expect(tap.news()).toMatchObject([
      { type: 'opaque', apiKey: produce.key, apiVersion: 7, reason: 'too-large' },
      { type: 'opaque', apiKey: heartbeat.key, apiVersion: 4, reason: 'too-large' },
      { type: 'heartbeat-refused' },
    ]);
  });
});

describe('is not opaque', () => {
  test('an API that holds no evidence, in any version', () => {
    const tap = overhear();
    for (const apiKey of [10, 18, 22, 26]) tap.requests(preamble(apiKey, 99));
    expect(tap.news()).toEqual([]);
  });

  test('what comes after a request that gets no answer', () => {
    const tap = overhear();
    tap.requests(preamble(produce.key, 2));
    tap.ask(heartbeat, 4, beat)(refused);
    expect(tap.news()).toMatchObject([{ type: 'opaque', reason: 'undescribed' }, { type: 'heartbeat-refused' }]);
  });

  test('an answer with the correlation of a request that needed none', () => {
    const tap = overhear();
    const topics = [{ name: 'orders', topicId: null, partitions: [{ partition: 0, records: null }] }];
    const unacknowledged = { transactionalId: null, acks: 0, timeoutMs: 0, topics };
    tap.requests(frameRequest(produce, { apiVersion: 7, correlationId: 1, clientId: null }, unacknowledged));
    tap.ask(heartbeat, 4, beat)(refused);
    expect(tap.news()).toMatchObject([{ type: 'produced', acks: 0 }, { type: 'heartbeat-refused' }]);
  });

  test('pipelined requests that are answered in their order', () => {
    const tap = overhear();
    const answers = [1, 2, 3].map((generationId) => tap.ask(heartbeat, 4, { ...beat, generationId }));
    for (const answer of answers) answer(refused);
    expect(tap.news()).toMatchObject([{ generation: 1 }, { generation: 2 }, { generation: 3 }]);
  });
});

describe('topics that are asked for', () => {
  test('are told once per list', () => {
    const tap = overhear();
    for (const name of ['orders', 'refunds', 'orders']) tap.ask(metadata, 12, metadataRequest(name));
    expect(tap.news()).toEqual([
      { source: 'wire', type: 'metadata-asked', clientId: 'test', topics: ['orders'] },
      { source: 'wire', type: 'metadata-asked', clientId: 'test', topics: ['refunds'] },
    ]);
  });

  test.each([
    ['all, by an empty list in version 0', 0, [], null],
    ['all, by no list', 5, null, null],
    ['none, by an empty list', 5, [], []],
  ])('are %s', (_, version, topics, expected) => {
    const tap = overhear();
    tap.ask(metadata, version, { ...metadataRequest('orders'), topics });
    expect(tap.news()).toMatchObject([{ type: 'metadata-asked', topics: expected }]);
  });
});

/** A request of which only the beginning is right. */
function preamble(apiKey: number, apiVersion: number): Buffer {
  const frame = Buffer.alloc(12);
  frame.writeInt32BE(8);
  frame.writeInt16BE(apiKey, 4);
  frame.writeInt16BE(apiVersion, 6);
  frame.writeInt32BE(7, 8);
  return frame;
}
