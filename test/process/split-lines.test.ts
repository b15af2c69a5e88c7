import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Line, splitLines } from '../../src/process/split-lines.ts';

function split(limitBytes: number, chunks: readonly Uint8Array[]): Line[] {
  const splitter = splitLines(limitBytes);
  return [...chunks.flatMap((chunk) => splitter.split(chunk)), ...splitter.end()];
}

const whole = (text: string): Line => ({ text, cut: false });

/** Cuts bytes at the given places. */
function chunksOf(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  return places.slice(1).map((end, index) => bytes.subarray(places[index], end));
}

const line = fc.string({ unit: 'grapheme' }).filter((text) => !/[\r\n]/.test(text));
const cuts = fc.array(fc.nat());

test('lines come out as they went in, wherever the chunks begin and end', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(line, fc.constantFrom('\n', '\r\n'))), cuts, (lines, cuts) => {
      const bytes = Buffer.from(lines.map(([text, end]) => text + end).join(''));
      expect(split(1_000_000, chunksOf(bytes, cuts))).toEqual(lines.map(([text]) => whole(text)));
    }),
  );
});

test('a last line needs no newline', () => {
  fc.assert(
    fc.property(
      line,
      line.filter((text) => text !== ''),
      cuts,
      (first, last, cuts) => {
        expect(split(1_000_000, chunksOf(Buffer.from(`${first}\n${last}`), cuts))).toEqual([whole(first), whole(last)]);
      },
    ),
  );
});

test('a long line is cut to its beginning, once, and the next one is whole', () => {
  fc.assert(
    fc.property(fc.integer({ min: 11, max: 60 }), cuts, (length, cuts) => {
      const bytes = Buffer.from(`${'x'.repeat(length)}\nnext\n`);
      expect(split(10, chunksOf(bytes, cuts))).toEqual([{ text: 'x'.repeat(10), cut: true }, whole('next')]);
    }),
  );
});

test('a line of exactly the limit is whole', () => {
  expect(split(4, [Buffer.from('1234\n')])).toEqual([whole('1234')]);
});

test('no half character is left by a cut', () => {
  expect(split(4, [Buffer.from('abc€uro\n')])).toEqual([{ text: 'abc', cut: true }]);
});

test('bytes that are not UTF-8 do not stop the lines', () => {
  expect(split(100, [Uint8Array.of(0x61, 0xff, 0x62, 0x0a, 0x63, 0x0a)])).toEqual([whole('a\ufffdb'), whole('c')]);
});

test('a line keeps what it was given in a chunk that is written over later', () => {
  const splitter = splitLines(100);
  const chunk = Buffer.from('half');
  splitter.split(chunk);
  chunk.fill('?');
  expect(splitter.split(Buffer.from(' and half\n'))).toEqual([whole('half and half')]);
});

test('any bytes make the same lines in any chunks, and none that is longer than the limit', () => {
  const anyByte = fc.oneof(
    fc.constantFrom(0x0a, 0x0d, 0, 0xef, 0xbb, 0xbf, 0xff, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x61),
    fc.integer({ min: 0, max: 255 }),
  );
  const bytes = fc.array(anyByte, { maxLength: 200 }).map((all) => Uint8Array.from(all));
  fc.assert(
    fc.property(bytes, cuts, fc.integer({ min: 1, max: 40 }), (all, cuts, limitBytes) => {
      const lines = split(limitBytes, [all]);
      expect(split(limitBytes, chunksOf(all, cuts))).toEqual(lines);
      for (const { text } of lines) expect(text.length).toBeLessThanOrEqual(limitBytes);
    }),
    { numRuns: 500 },
  );
});
