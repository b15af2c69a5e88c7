import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  firstDifference,
  type Json,
  type JsonObject,
  objectsWithKey,
  parseJson,
  sameJson,
} from '../../src/evidence/json.ts';

const anyJson: fc.Arbitrary<Json> = fc.jsonValue({ maxDepth: 3 }).map((value) => {
  const json: Json = JSON.parse(JSON.stringify(value));
  return json;
});

/** Objects with an order id of their own, and with hostile text in their other fields. */
const anyOrder: fc.Arbitrary<JsonObject> = fc
  .tuple(fc.nat(), fc.dictionary(fc.string({ maxLength: 6 }), anyJson, { maxKeys: 4 }))
  .map(([id, fields]) => ({ ...fields, orderId: `ord-${id.toString(16)}` }));

/** What programs write around a value: prefixes, colours, logs in JSON, stray braces and quotes. */
const anyNoise = fc
  .array(
    fc.constantFrom(
      'Received order: ',
      '\u001b[32m',
      '\u001b[0m',
      '{"level":"INFO"} ',
      'P2:14 ',
      '"',
      '{',
      '}',
      "it's ",
      '[',
      ' ✓',
      '{"a":{"b":1}} ',
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(''));

/** `{"` opens an object that a following order completes; a noise that ends like that is the order's own field. */
const noiseBefore = anyNoise.filter((noise) => !noise.endsWith('{'));

describe('an object with the key is found', () => {
  test('whatever stands before and after it', () => {
    fc.assert(
      fc.property(noiseBefore, anyOrder, anyNoise, (before, order, after) => {
        fc.pre(!hasOwnKeyWithin(order));
        expect(objectsWithKey(`${before}${JSON.stringify(order)}${after}`, 'orderId')).toContainEqual(order);
      }),
    );
  });

  test('nested in another object, which does not have the key itself', () => {
    fc.assert(
      fc.property(anyOrder, anyJson, (order, extra) => {
        fc.pre(!hasOwnKeyWithin(order));
        const line = JSON.stringify({
          topic: 'orders',
          extra: JSON.stringify(extra).replaceAll('orderId', ''),
          message: { value: order },
        });
        expect(objectsWithKey(line, 'orderId')).toEqual([order]);
      }),
    );
  });

  test('beside others on the line', () => {
    fc.assert(
      fc.property(fc.array(anyOrder, { minLength: 1, maxLength: 4 }), (orders) => {
        fc.pre(!orders.some(hasOwnKeyWithin));
        const line = orders.map((order) => JSON.stringify(order)).join(' | ');
        expect(objectsWithKey(line, 'orderId')).toEqual(orders);
      }),
    );
  });

  test.each([
    ['after an apostrophe', `it's {"orderId":"a"}`],
    ['after a lone quote', `5" {"orderId":"a"}`],
    ['with braces and quotes in its strings', `{"note":"} \\" {","orderId":"a"}`, { note: '} " {', orderId: 'a' }],
    [
      'with its text in a string of its own',
      `{"note":"{\\"orderId\\":\\"b\\"}","orderId":"a"}`,
      { note: '{"orderId":"b"}', orderId: 'a' },
    ],
    ['as the outer one of two', `{"part":{"orderId":"b"},"orderId":"a"}`, { part: { orderId: 'b' }, orderId: 'a' }],
    ['with the key as a value elsewhere', `{"field":"orderId"} {"orderId":"a"}`],
    ['with spaces as Python prints them', `{"orderId" : "a"}`],
  ])('%s', (_name, line, order: JsonObject = { orderId: 'a' }) => {
    expect(objectsWithKey(line, 'orderId')).toContainEqual(order);
  });

  test.each([
    ['a text that is not JSON', `{orderId: 'a'}`],
    ['a Python dict', `{'orderId': 'a'}`],
    ['a JSON string that holds an object', JSON.stringify('{"orderId":"a"}')],
    ['an object that is cut off', '{"orderId":"a"'],
    ['an object with the key in a nested array of texts', '{"fields":["orderId"]}'],
  ])('but not in %s', (_name, line) => {
    expect(objectsWithKey(line, 'orderId')).toEqual([]);
  });
});

describe('hostile lines', () => {
  const cap = 64 * 1024;
  const filled = (text: string) => text.repeat(Math.ceil(cap / text.length)).slice(0, cap);

  test.each(['{', '"', '{"orderId":', '{"orderId":1}', '"orderId"', '}', '{"', '[{', '\\"'])(
    '%s over and over hold no order',
    (text) => {
      expect(objectsWithKey(`${filled(text)}ord-1f`, 'orderId').every(({ orderId }) => orderId === 1)).toBe(true);
    },
  );

  test('braces and keys by the thousands are given up before they are all tried', () => {
    const hopeless = `${filled('{')}${filled('"orderId"')}`;
    const order = JSON.stringify({ orderId: 'a' });
    expect(objectsWithKey(`${hopeless}${order}`, 'orderId')).toEqual([]);
  });

  test('thousands of braces before an order hide it from nobody', () => {
    const order = { orderId: 'a' };
    expect(objectsWithKey(`${filled('{')}${JSON.stringify(order)}`, 'orderId')).toEqual([order]);
  });
});

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

/** The key anywhere in the text beside the object's own: which of them is meant is not this property's question. */
function hasOwnKeyWithin(order: JsonObject): boolean {
  return JSON.stringify(order).split('"orderId"').length > 2;
}
