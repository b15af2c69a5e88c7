/** What a tap makes of what a client sends and a broker answers, byte by byte: without sockets. */
import { readdir } from 'node:fs/promises';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readFrames, replay } from '../../scripts/capture/story.ts';
import { answerOrder } from '../../src/wiretap/answer-order.ts';
import { topicNames } from '../../src/wiretap/interpret/topic-names.ts';
import { openAllowance } from '../../src/wiretap/policy/allowance.ts';
import { openEstates } from '../../src/wiretap/policy/estates.ts';
import { judge } from '../../src/wiretap/policy/judge.ts';
import { limits } from '../../src/wiretap/policy/limits.ts';
import { openToll } from '../../src/wiretap/policy/toll.ts';
import { wholeRequests } from '../../src/wiretap/whole-requests.ts';

const framesFolder = new URL('../../fixtures/frames/', import.meta.url).pathname;

function framed(payload: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(payload.length);
  return Buffer.concat([length, payload]);
}

const frame = (minLength: number) => fc.uint8Array({ minLength, maxLength: 300 }).map(framed);
const cuts = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 30 });

function cutInto(bytes: Buffer, sizes: readonly number[]): Buffer[] {
  const chunks: Buffer[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? bytes.length;
    chunks.push(bytes.subarray(at, at + size));
    at += size;
  }
  return chunks;
}

describe('requests', () => {
  test('are found whole however the stream is cut', () => {
    fc.assert(
      fc.property(fc.array(frame(8), { maxLength: 12 }), cuts, (requests, sizes) => {
        const stream = wholeRequests(1_000);
        const found = cutInto(Buffer.concat(requests), sizes).flatMap((chunk) => stream.cut(chunk));
        expect(Buffer.concat(found).equals(Buffer.concat(requests))).toBe(true);
        expect(found.map(({ length }) => length)).toEqual(requests.map(({ length }) => length));
        expect(stream.fault).toBeNull();
      }),
    );
  });

  test.each([
    ['GET / HTTP/1.1\r\n\r\n', 'too-large'],
    ['\0\0\0\x07not whole', 'not-a-length'],
    ['\xff\xff\xff\xffnegative', 'not-a-length'],
    ['\0\x00\x03\xe9over 1000', 'too-large'],
  ])('%j is none, and nothing after it is looked at', (text, fault) => {
    for (const size of [1, 3, 100]) {
      const before = framed(Buffer.alloc(20));
      const stream = wholeRequests(1_000);
      const chunks = cutInto(Buffer.concat([before, Buffer.from(text, 'latin1'), before]), [size]);
      expect(chunks.flatMap((chunk) => stream.cut(chunk))).toEqual([before]);
      expect(stream.fault).toBe(fault);
    }
  });
});

describe('answers', () => {
  test('come in the order of the requests, whoever gives them and however the broker’s are cut', () => {
    const request = fc.record({ isRefused: fc.boolean(), answer: frame(4), answeredBytes: fc.nat(500) });
    fc.assert(
      fc.property(fc.array(request, { maxLength: 20 }), cuts, (requests, sizes) => {
        const order = answerOrder();
        const got: Buffer[] = [];
        /** What the broker has yet to send. */
        let unsent = Buffer.alloc(0);
        const send = (bytes: number) => {
          for (const chunk of cutInto(unsent.subarray(0, bytes), sizes)) got.push(...order.merge(chunk));
          unsent = unsent.subarray(bytes);
        };
        for (const { isRefused, answer, answeredBytes } of requests) {
          if (isRefused) got.push(...order.give(answer));
          else {
            order.expect();
            unsent = Buffer.concat([unsent, answer]);
          }
          send(answeredBytes);
        }
        send(unsent.length);
        const inOrder = Buffer.concat(requests.map(({ answer }) => answer));
        expect(Buffer.concat(got).equals(inOrder)).toBe(true);
        expect(order.kept).toBe(0);
      }),
    );
  });

  test('of the broker alone are passed on as they came', () => {
    const order = answerOrder();
    order.expect();
    const chunk = framed(Buffer.alloc(100));
    expect(order.merge(chunk)).toEqual([chunk]);
    expect(order.merge(chunk)[0]?.buffer).toBe(chunk.buffer);
  });
});

describe('the policy', () => {
  test('lets everything pass that real clients said', async () => {
    for (const client of await readdir(framesFolder)) {
      const open = openEstates();
      const [estate, others] = [open(), open()];
      others.claim('topic', 'theirs', 'made-up');
      const files = (await readdir(`${framesFolder}${client}`)).filter((name) => name.endsWith('.jsonl'));
      for (const file of files) {
        const frames = await readFrames(`${framesFolder}${client}/${file}`);
        const topics = topicNames();
        for (const event of replay(frames, topics)) {
          if ('group' in event) estate.claim('group', event.group, 'made-up');
          if ('topic' in event) estate.claim('topic', event.topic, 'made-up');
        }
        const standpoint = { estate, topics, address: { host: '127.0.0.1', port: 9092 } };
        for (const { from, hex } of frames) {
          if (from === 'client') {
            expect(judge(Buffer.from(hex, 'hex').subarray(4), standpoint)).toMatchObject({ kind: 'passes' });
          }
        }
      }
    }
  });

  test('knows whose a name is', () => {
    const open = openEstates();
    const [mine, theirs] = [open(), open()];
    mine.claim('topic', 'orders', 'made-up');
    theirs.claim('group', 'orders', 'made-up');
    theirs.claim('group', 'my-group', 'insisted');
    expect(mine.standing('topic', 'orders')).toBe('own');
    expect(theirs.standing('topic', 'orders')).toBe('foreign');
    expect(mine.standing('group', 'orders')).toBe('foreign');
    expect(mine.standing('group', 'my-group')).toBe('taken');
    expect(mine.standing('topic', '__consumer_offsets')).toBe('foreign');
    expect(mine.standing('topic', 'nobody’s')).toBe('free');
    theirs[Symbol.dispose]();
    expect(mine.standing('group', 'my-group')).toBe('free');
    expect(mine.standing('group', 'orders')).toBe('foreign');
    mine.claim('group', 'orders', 'made-up');
    expect(mine.standing('group', 'orders')).toBe('own');
  });
});

describe('limits', () => {
  test('a rate may be exceeded for a moment, and is made up for', () => {
    let nowMs = 0;
    const allowance = openAllowance(100, () => nowMs);
    expect(allowance.spend(200)).toBe(0);
    expect(allowance.spend(50)).toBe(500);
    nowMs = 500;
    expect(allowance.spend(0)).toBe(0);
    expect(allowance.spend(10)).toBe(100);
    nowMs = 1_000_000;
    expect(allowance.spend(200)).toBe(0);
    expect(allowance.spend(1)).toBe(10);
  });

  test('each is told when it is reached, and what is used up stays used up', () => {
    const reached: string[] = [];
    const few = { ...limits, 'sent-bytes': 1_000, 'requests-per-second': 5, 'received-bytes-per-second': 100 };
    const toll = openToll(
      (limit) => reached.push(limit),
      few,
      () => 0,
    );
    expect(toll.sent(1_000, 10)).toBe(0);
    expect(reached).toEqual([]);
    expect(toll.sent(0, 1)).toBe(200);
    expect(reached.splice(0)).toEqual(['requests-per-second']);
    expect(toll.isUsedUp).toBe(false);
    toll.sent(1, 0);
    expect(toll.isUsedUp).toBe(true);
    expect(reached.splice(0)).toContain('sent-bytes');
    expect(toll.received(201)).toBe(10);
    expect(reached).toEqual(['received-bytes-per-second']);
  });
});
