import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Frame, frameLimitBytes, splitFrames } from '../../src/wiretap/frames.ts';

const preambleBytes = 4;

test('any chunking of a stream gives the same frames', () => {
  const content = fc.uint8Array({ minLength: preambleBytes, maxLength: 200 }).map((bytes) => Buffer.from(bytes));
  const chunkSizes = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1 });
  fc.assert(
    fc.property(fc.array(content), chunkSizes, (contents, sizes) => {
      const frames = split(Buffer.concat(contents.map(withLength)), sizes);
      expect(frames).toEqual(contents.map((bytes) => ({ bytes, isCut: false })));
    }),
  );
});

test('a frame over the limit is cut to its preamble, and the stream stays in step', () => {
  const huge = Buffer.alloc(frameLimitBytes + 1, 7);
  const small = Buffer.from('small frame');
  const stream = Buffer.concat([withLength(small), withLength(huge), withLength(small)]);
  for (const size of [1_000_003, stream.length]) {
    expect(split(stream, [size])).toEqual([
      { bytes: small, isCut: false },
      { bytes: huge.subarray(0, preambleBytes), isCut: true },
      { bytes: small, isCut: false },
    ]);
  }
});

test('a frame of exactly the limit is whole', () => {
  const largest = Buffer.alloc(frameLimitBytes, 7);
  const [frame] = split(withLength(largest), [65_536]);
  expect(frame?.isCut).toBe(false);
  expect(frame?.bytes.equals(largest)).toBe(true);
});

test.each([
  ['negative', -1],
  ['too short for a header', preambleBytes - 1],
  ['absurd', 0x7fff_ffff],
  ['of an HTTP request', Buffer.from('GET ').readInt32BE(0)],
])('after a length that is %s nothing is a frame', (_, length) => {
  const wrong = Buffer.alloc(4);
  wrong.writeInt32BE(length);
  const good = withLength(Buffer.from('frame'));
  expect(split(Buffer.concat([good, wrong, good, good]), [5])).toEqual([{ bytes: Buffer.from('frame'), isCut: false }]);
});

function split(stream: Buffer, sizes: readonly number[]): Frame[] {
  const frames: Frame[] = [];
  const feed = splitFrames(preambleBytes, ({ bytes, isCut }) => frames.push({ bytes: Buffer.from(bytes), isCut }));
  for (let at = 0, turn = 0; at < stream.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? stream.length;
    feed(stream.subarray(at, at + size));
    at += size;
  }
  return frames;
}

function withLength(content: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(content.length);
  return Buffer.concat([length, content]);
}
