import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firstDifference, maxDepth, parseJson, sameJson } from '../../src/evidence/json.ts';
import { anyJson, anyOrder } from './arbitrary-json.ts';

describe('equality', () => {
  test('does not regard the order of keys', () => {
    fc.assert(
      fc.property(anyOrder, (order) => {
        expect(sameJson(order, Object.fromEntries(Object.entries(order).reverse()))).toBe(true);
      }),
    );
  });

  test('compares numbers as doubles', () => {
    expect(sameJson(parseJson('41.0'), parseJson('41'))).toBe(true);
    expect(sameJson(parseJson('4.19e1'), parseJson('41.9'))).toBe(true);
    expect(sameJson(parseJson('41.9'), parseJson('41.90000000000001'))).toBe(false);
  });

  test.each([
    ['null and nothing', { a: null }, {}],
    ['an array and an object', [], {}],
    ['a number and its text', { a: 1 }, { a: '1' }],
    ['arrays in another order', [1, 2], [2, 1]],
    ['a key of the prototype', { toString: 1 }, { valueOf: 1 }],
  ])('tells apart %s', (_name, a, b) => {
    expect(sameJson(a, b)).toBe(false);
  });

  test('agrees with firstDifference, both ways', () => {
    fc.assert(
      fc.property(anyJson, anyJson, (a, b) => {
        expect(firstDifference(a, b) === null).toBe(sameJson(a, b));
        expect(sameJson(a, b)).toBe(sameJson(b, a));
        expect(firstDifference(a, a)).toBeNull();
      }),
    );
  });

  test('says where two values first differ', () => {
    const order = { orderId: 'a', items: [{ qty: 1 }, { qty: 2 }], ship: { city: 'Zürich' } };
    expect(firstDifference(order, { ...order, items: [{ qty: 1 }, { qty: 3 }] })).toBe('items[1].qty');
    expect(firstDifference(order, { ...order, ship: { city: 'ZÃ¼rich' } })).toBe('ship.city');
    expect(firstDifference(order, { ...order, items: [] })).toBe('items');
    expect(firstDifference(order, { orderId: 'a', items: order.items })).toBe('ship');
    expect(firstDifference(order, undefined)).toBe('the whole value');
  });
});

describe('what is nested without end', () => {
  const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

  test('is not JSON', () => {
    expect(parseJson(nested(maxDepth))).toBeDefined();
    expect(parseJson(nested(maxDepth + 1))).toBeUndefined();
    expect(parseJson(`{"a":${nested(maxDepth)}}`)).toBeUndefined();
    expect(parseJson(nested(1_000_000))).toBeUndefined();
  });

  test('up to there it is compared', () => {
    const [one, other] = [parseJson(nested(maxDepth)), parseJson(nested(maxDepth - 1))];
    expect(sameJson(one, parseJson(nested(maxDepth)))).toBe(true);
    expect(firstDifference(one, other)).not.toBeNull();
  });
});
