import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { differenceOf } from '../../../src/report/html/difference.ts';
import { hostileText } from '../hostile.ts';

const words = fc
  .array(fc.constantFrom('order', 'ord-1', ' ', '4', '1.9', 'é', '😀', '\n', '"'), { maxLength: 6 })
  .map((parts) => parts.join(''));
/** Two texts, some with much in common. */
const twoTexts = fc.oneof(
  fc.tuple(hostileText, hostileText),
  fc
    .tuple(words, words, words, words)
    .map(([before, one, other, after]): [string, string] => [before + one + after, before + other + after]),
);

describe('the difference of two texts', () => {
  test('gives both back', () => {
    fc.assert(
      fc.property(twoTexts, ([expected, actual]) => {
        const { before, expectedOnly, actualOnly, after } = differenceOf(expected, actual);
        expect(before + expectedOnly + after).toBe(expected);
        expect(before + actualOnly + after).toBe(actual);
      }),
    );
  });

  test('is nothing where they are the same, and only then', () => {
    fc.assert(
      fc.property(twoTexts, ([expected, actual]) => {
        const { expectedOnly, actualOnly } = differenceOf(expected, actual);
        expect(expectedOnly === '' && actualOnly === '').toBe(expected === actual);
        expect(differenceOf(actual, actual)).toEqual({ before: actual, expectedOnly: '', actualOnly: '', after: '' });
      }),
    );
  });

  test('is the other way round for them the other way round', () => {
    fc.assert(
      fc.property(twoTexts, ([expected, actual]) => {
        const { expectedOnly, actualOnly, ...common } = differenceOf(expected, actual);
        expect(differenceOf(actual, expected)).toEqual({
          ...common,
          expectedOnly: actualOnly,
          actualOnly: expectedOnly,
        });
      }),
    );
  });

  test.each([
    ['orders 1, 2', 'orders 1, 3', ['orders 1, ', '2', '3', '']],
    ['amount 41.9', 'amount 41', ['amount 41', '.9', '', '']],
    ['ord-9f31 printed', 'ord-9f32 printed', ['ord-', '9f31', '9f32', ' printed']],
    ['2 + 2', '2', ['2', ' + 2', '', '']],
    ['a a', 'a a a', ['a a', '', ' a', '']],
    ['größer', 'großer', ['', 'größer', 'großer', '']],
    ['', 'x', ['', '', 'x', '']],
  ])('of %j and %j never cuts a word', (expected, actual, [before, expectedOnly, actualOnly, after]) => {
    expect(differenceOf(expected, actual)).toEqual({ before, expectedOnly, actualOnly, after });
  });
});
