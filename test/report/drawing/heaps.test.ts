import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { grainFor, heapsOf, seqsOf, seqsText } from '../../../src/report/drawing/heaps.ts';
import { markedSeqs } from './marked-seqs.ts';

const self = (x: number) => x;
const row = fc
  .array(fc.integer({ min: 1320, max: 9460 }), { maxLength: 80 })
  .map((tenths) => tenths.map((each) => each / 10).sort((one, other) => one - other));
const grain = fc.integer({ min: 1, max: 60 });

describe('heaps', () => {
  test('hold everything once, in order', () => {
    fc.assert(
      fc.property(row, grain, (xs, pixels) => {
        const things = xs.map((x, seq) => ({ x, seq }));
        expect(heapsOf(things, ({ x }) => x, pixels).flatMap((heap) => heap.things)).toEqual(things);
      }),
    );
  });

  test('stand where their first thing is, with nothing further off than a grain, and that far from each other', () => {
    fc.assert(
      fc.property(row, grain, (xs, pixels) => {
        const heaps = heapsOf(xs, self, pixels);
        heaps.forEach(({ x, things }, index) => {
          expect(x).toBe(things[0]);
          for (const thing of things) expect(thing - x).toBeLessThan(pixels);
          const next = heaps[index + 1];
          if (next) expect(next.x - x).toBeGreaterThanOrEqual(pixels);
        });
      }),
    );
  });

  test('begin anew exactly a grain behind the first thing of the last', () => {
    expect(heapsOf([0, 2, 3, 4, 9], self, 2).map(({ things }) => things)).toEqual([[0], [2, 3], [4], [9]]);
  });

  test('are called by the observations in them', () => {
    expect(seqsOf([{ seq: 3 }, { seq: 12 }])).toBe('3+9');
  });
});

describe('a grain', () => {
  const marksBy = (rows: number[][], pixels: number) =>
    rows.reduce((sum, xs) => sum + heapsOf(xs, self, pixels).length, 0);

  test('leaves no more marks than it may, or is the coarsest', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 6 }), fc.integer({ min: 1, max: 120 }), (rows, most) => {
        const pixels = grainFor(rows, most);
        if (pixels < 48) expect(marksBy(rows, pixels)).toBeLessThanOrEqual(most);
      }),
    );
  });

  test('is the finest where little happened, and coarser only for as much as it must be', () => {
    const xs = Array.from({ length: 100 }, (_, x) => 2.5 * x);
    expect(grainFor([xs], 100)).toBe(2);
    expect(grainFor([xs], 99)).toBe(3);
    expect(grainFor([xs, xs], 100)).toBe(3);
    expect(grainFor([xs], 0)).toBe(48);
    expect(grainFor([], 0)).toBe(2);
  });
});

test('numbers that go down begin anew', () => {
  expect(seqsText([7, 9, 10, 30, 5, 6])).toBe('7+2+1+20 5+1');
  expect(markedSeqs('7+2+1+20 5+1')).toEqual(['7', '9', '10', '30', '5', '6']);
});
