import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { placeMarks } from '../../../src/report/drawing/marks.tsx';
import { frame, timeScale, widthOf } from '../../../src/report/drawing/place.ts';
import { marked } from './tales.ts';

const span = fc.tuple(fc.nat(100_000), fc.nat(600_000)).map(([fromMs, lasts]) => ({ fromMs, untilMs: fromMs + lasts }));

describe('time', () => {
  test('goes from left to right, within the frame, whatever is asked', () => {
    fc.assert(
      fc.property(span, fc.integer(), fc.integer(), (story, one, other) => {
        const { x } = timeScale(story);
        const [sooner, later] = [Math.min(one, other), Math.max(one, other)];
        expect(x(sooner)).toBeLessThanOrEqual(x(later));
        for (const at of [x(sooner), x(later)]) {
          expect(at).toBeGreaterThanOrEqual(frame.labels);
          expect(at).toBeLessThanOrEqual(frame.width - frame.right);
        }
      }),
    );
  });

  test('fills the frame from the scenario’s beginning to its end', () => {
    const { x, text } = timeScale({ fromMs: 5000, untilMs: 9000 });
    expect([x(5000), x(7000), x(9000)]).toEqual([132, 539, 946]);
    expect([text(5000), text(8240)]).toEqual(['0.00 s', '3.24 s']);
  });

  test('has ticks in order that say where they are', () => {
    fc.assert(
      fc.property(span, (story) => {
        const time = timeScale(story);
        expect(time.ticks.length).toBeGreaterThan(1);
        for (const { x, text } of time.ticks) {
          expect(text).toMatch(/^\d+(\.\d{1,2})? s$/);
          expect(time.x(story.fromMs + 1000 * Number.parseFloat(text))).toBeCloseTo(x, 0);
        }
        expect(time.ticks.map(({ x }) => x)).toEqual(time.ticks.map(({ x }) => x).sort((one, other) => one - other));
      }),
    );
  });

  test('passes even where a scenario lasted none', () => {
    expect(timeScale({ fromMs: 7, untilMs: 7 }).x(7)).toBe(frame.labels);
  });
});

describe('the labels of marks', () => {
  const marks = fc
    .array(fc.tuple(fc.nat(10_000), fc.integer({ min: 1, max: 60 })), { maxLength: 30 })
    .map((all) => all.sort(([one], [other]) => one - other).map(([atMs, length]) => marked('m'.repeat(length), atMs)));
  const time = timeScale({ fromMs: 0, untilMs: 10_000 });
  const placed = (given: ReturnType<typeof marked>[]) =>
    placeMarks(given, time).map(({ mark, x, row, anchor }) => {
      const width = widthOf(mark.says);
      const from = anchor === 'end' ? x - width : x;
      return { row, from, to: from + width };
    });

  test('never touch each other in one row', () => {
    fc.assert(
      fc.property(marks, (given) => {
        const labels = placed(given);
        for (const [index, label] of labels.entries()) {
          for (const other of labels.slice(index + 1).filter(({ row }) => row === label.row)) {
            expect(other.from >= label.to || other.to <= label.from).toBe(true);
          }
        }
      }),
    );
  });

  test('stay within the frame', () => {
    fc.assert(
      fc.property(marks, (given) => {
        for (const { from, to } of placed(given)) {
          expect(from).toBeGreaterThanOrEqual(0);
          expect(to).toBeLessThanOrEqual(frame.width);
        }
      }),
    );
  });

  test('take a row of their own only where they must', () => {
    const rows = (...given: [string, number][]) =>
      placed(given.map(([says, atMs]) => marked(says, atMs))).map(({ row }) => row);
    expect(rows(['one member', 0], ['two members', 5000], ['four members', 9000])).toEqual([0, 0, 0]);
    expect(rows(['one member', 0], ['two members', 10], ['four members', 5000])).toEqual([0, 1, 0]);
    expect(rows(['a', 0], ['b', 0], ['c', 0])).toEqual([0, 1, 2]);
  });
});
