/** Messages that are not what their tables say: read in part never, refused by the one error there is for it always. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodingOf } from '../../src/wiretap/protocol/api.ts';
import { readAssignedPartitions, readSubscribedTopics } from '../../src/wiretap/protocol/consumer-protocol.ts';
import { frameRequest, frameResponse, readRequest, readResponse } from '../../src/wiretap/protocol/message.ts';
import { readRecordBatches } from '../../src/wiretap/protocol/record-batches.ts';
import { MalformedMessage, Source } from '../../src/wiretap/protocol/source.ts';
import { runs } from '../support/runs.ts';
import { arbitraryOf } from './arbitrary-message.ts';
import { describedVersions } from './described-apis.ts';

const lengthBytes = 4;

/** What an attacker writes over a length, a count or an offset. */
const extremes = [
  [0x7f, 0xff, 0xff, 0xff],
  [0x80, 0, 0, 0],
  [0xff, 0xff, 0xff, 0xff],
  [0xff, 0xff, 0xff, 0xff, 0x0f],
  [0xff, 0xff, 0xff, 0xff, 0xff, 0x7f],
  [0x7f, 0xff],
  [0xff, 0xfe],
  [0, 3, 0x0d, 0x41],
  [0x3f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
].map((bytes) => Buffer.from(bytes));
const change = fc.tuple(fc.nat(300), fc.oneof(fc.constantFrom(...extremes), fc.uint8Array({ maxLength: 4 })));
const damage = fc.record({ changes: fc.array(change, { maxLength: 3 }), cutAt: fc.option(fc.nat(300)) });

function damagedBy(bytes: Buffer, { changes, cutAt }: typeof damage extends fc.Arbitrary<infer D> ? D : never): Buffer {
  const changed = Buffer.from(bytes);
  for (const [at, by] of changes) if (at < changed.length) changed.set(by.subarray(0, changed.length - at), at);
  return cutAt === null ? changed : changed.subarray(0, cutAt);
}

/** Null where the bytes are malformed; anything else that is thrown is a fault of the reader. */
function readOrRefused<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof MalformedMessage) return null;
    throw error;
  }
}

/** The values in a message, those that hold others included. */
function sizeOf(value: unknown): number {
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return 1;
  return Object.values(value).reduce((sum, each) => sum + sizeOf(each), 1);
}

/** No element of any message has more fields than that. */
const mostFields = 30;

describe.each(describedVersions)('$name v$version', ({ api, version }) => {
  const encoding = encodingOf(api, version);
  const header = { apiVersion: version, correlationId: 7, clientId: 'client' };
  const anyRequest = arbitraryOf(api.request, encoding).map((body) => frameRequest(api, header, body));
  const anyResponse = arbitraryOf(api.response, encoding).map((body) => frameResponse(api, header, body));

  test('a damaged message is read, and holds no more than it has bytes, or is malformed', () => {
    fc.assert(
      fc.property(anyRequest, anyResponse, damage, (request, response, done) => {
        for (const [frame, read] of [
          [damagedBy(request.subarray(lengthBytes), done), (bytes: Buffer) => readRequest(api, bytes)],
          [damagedBy(response.subarray(lengthBytes), done), (bytes: Buffer) => readResponse(api, version, bytes)],
        ] as const) {
          expect(sizeOf(readOrRefused(() => read(frame)))).toBeLessThan(mostFields * (frame.length + 2));
        }
      }),
      runs(30),
    );
  });
});

test('any bytes are what members tell each other, and hold no more than they have, or are malformed', () => {
  const anyBytes = fc
    .tuple(fc.uint8Array({ maxLength: 100 }), damage)
    .map(([bytes, done]) => damagedBy(Buffer.from(bytes), done));
  fc.assert(
    fc.property(anyBytes, (bytes) => {
      for (const read of [readSubscribedTopics, readAssignedPartitions]) {
        expect(readOrRefused(() => read(bytes))?.length ?? 0).toBeLessThanOrEqual(bytes.length);
      }
    }),
    runs(500),
  );
});

const headerBytes = 61;

function batch(length: number, baseOffset: bigint, delta: number): Buffer {
  const bytes = Buffer.alloc(headerBytes);
  bytes.writeBigInt64BE(baseOffset, 0);
  bytes.writeInt32BE(length, 8);
  bytes.writeInt8(2, 16);
  bytes.writeInt32BE(delta, 23);
  return bytes;
}

test('any record batches are as many as there is room for, or malformed', () => {
  const whole = Buffer.concat([batch(49, 0n, 3), batch(49, 4n, 0), batch(49, 5n, 9)]);
  const anyBytes = fc.oneof(
    damage.map((done) => damagedBy(whole, done)),
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  );
  fc.assert(
    fc.property(anyBytes, (bytes) => {
      const batches = readOrRefused(() => readRecordBatches(bytes)) ?? [];
      expect(batches.length).toBeLessThanOrEqual(bytes.length / headerBytes);
      for (const { baseOffset, lastOffset, count } of batches) {
        expect([baseOffset, lastOffset, count].every(Number.isSafeInteger)).toBe(true);
      }
    }),
    runs(500),
  );
});

test('a batch of no length does not begin again and again', () => {
  expect(() => readRecordBatches(batch(-12, 0n, 0))).toThrow(MalformedMessage);
  expect(() => readRecordBatches(batch(48, 0n, 0))).toThrow(MalformedMessage);
  expect(readRecordBatches(batch(2 ** 31 - 13, 0n, 0))).toEqual([]);
});

test('an offset beyond what a journal can hold reads as the largest', () => {
  expect(readRecordBatches(batch(49, 2n ** 62n, 1))).toMatchObject([
    { baseOffset: Number.MAX_SAFE_INTEGER, lastOffset: Number.MAX_SAFE_INTEGER },
  ]);
  const bytes = Buffer.alloc(16);
  bytes.writeBigInt64BE(2n ** 63n - 1n, 0);
  bytes.writeBigInt64BE(-(2n ** 63n), 8);
  const source = new Source(bytes);
  expect([source.int64(), source.int64()]).toEqual([Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER]);
});
