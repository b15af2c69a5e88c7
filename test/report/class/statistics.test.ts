import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { binsOf, spreadOf } from '../../../src/report/class/statistics.ts';

const scores = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1 });

describe('the spread', () => {
  test('of nothing is none', () => expect(spreadOf([])).toBeNull());

  test('of a few figures is what spreadsheets say', () => {
    expect(spreadOf([4, 1, 3, 2])).toEqual({
      least: 1,
      lowerQuartile: 1.75,
      median: 2.5,
      upperQuartile: 3.25,
      most: 4,
      mean: 2.5,
    });
    expect(spreadOf([7])).toEqual({ least: 7, lowerQuartile: 7, median: 7, upperQuartile: 7, most: 7, mean: 7 });
  });

  test('rises from the least to the most, and half are on each side of the median', () => {
    fc.assert(
      fc.property(scores, (figures) => {
        const spread = spreadOf(figures);
        if (spread === null) throw new Error('There are figures.');
        const { least, lowerQuartile, median, upperQuartile, most, mean } = spread;
        const inOrder = [least, lowerQuartile, median, upperQuartile, most];
        expect(inOrder).toEqual(inOrder.toSorted((one, other) => one - other));
        expect([least, most]).toEqual([Math.min(...figures), Math.max(...figures)]);
        expect(mean).toBeGreaterThanOrEqual(least);
        expect(mean).toBeLessThanOrEqual(most + 1e-9);
        expect(figures.filter((figure) => figure < median).length).toBeLessThanOrEqual(figures.length / 2);
        expect(figures.filter((figure) => figure > median).length).toBeLessThanOrEqual(figures.length / 2);
      }),
    );
  });

  test('is the same in any order, and moves with the figures', () => {
    fc.assert(
      fc.property(scores, fc.integer({ min: -50, max: 50 }), (figures, by) => {
        expect(spreadOf(figures.toReversed())?.median).toBe(spreadOf(figures)?.median);
        expect(spreadOf(figures.map((figure) => figure + by))?.upperQuartile).toBeCloseTo(
          (spreadOf(figures)?.upperQuartile ?? 0) + by,
        );
      }),
    );
  });
});

describe('the bins', () => {
  const given = fc
    .integer({ min: 0, max: 500 })
    .chain((maxScore) =>
      fc.record({ maxScore: fc.constant(maxScore), figures: fc.array(fc.integer({ min: 0, max: maxScore })) }),
    );

  test('hold each score once, side by side from 0 to all points, and are few', () => {
    fc.assert(
      fc.property(given, ({ maxScore, figures }) => {
        const bins = binsOf(figures, maxScore);
        expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(figures.length);
        expect(bins.map(({ from }) => from)).toEqual([0, ...bins.slice(0, -1).map(({ to }) => to + 1)]);
        expect(bins.at(-1)?.to).toBe(maxScore);
        expect(bins.length).toBeLessThanOrEqual(21);
        for (const { from, to, count } of bins) {
          expect(count).toBe(figures.filter((score) => from <= score && score <= to).length);
        }
      }),
    );
  });

  test('of 100 points keep full marks apart', () => {
    expect(binsOf([100, 99], 100).slice(-2)).toEqual([
      { from: 95, to: 99, count: 1 },
      { from: 100, to: 100, count: 1 },
    ]);
  });

  test('take what is beyond the points that there are for the last or the first', () => {
    expect(binsOf([-1, 9], 3).map(({ count }) => count)).toEqual([1, 0, 0, 1]);
  });
});
