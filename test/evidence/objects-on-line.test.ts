import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { JsonObject } from '../../src/evidence/json.ts';
import { objectsWithKey } from '../../src/evidence/objects-on-line.ts';
import { anyJson, anyOrder } from './arbitrary-json.ts';
import { asPythonPrints } from './python-repr.ts';

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

  test('as Python prints it, whatever stands before and after it', () => {
    fc.assert(
      fc.property(noiseBefore, anyOrder, anyNoise, (before, order, after) => {
        fc.pre(!hasOwnKeyWithin(order));
        expect(objectsWithKey(`${before}${asPythonPrints(order)}${after}`, 'orderId')).toContainEqual(order);
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
    ['as Python prints a dict', `Received order: {'orderId': 'a'} from P2`],
    ['in a list of Python dicts', `[{'orderId': 'a'}, {'orderId': 'b'}]`],
    ['after an apostrophe, as a Python dict', `it's {'orderId': 'a'}`],
    [
      'as a Python dict with another in a string of its own',
      `{'note': '{"orderId":"b"}', 'orderId': 'a'}`,
      { note: '{"orderId":"b"}', orderId: 'a' },
    ],
  ])('%s', (_name, line, order: JsonObject = { orderId: 'a' }) => {
    expect(objectsWithKey(line, 'orderId')).toContainEqual(order);
  });

  test.each([
    ['a text that is not JSON', `{orderId: 'a'}`],
    ['a text with both kinds of quotes', `{'orderId": "a'}`],
    ['a Python dict that is cut off', `{'orderId': 'a'`],
    ['what JSON has not', `{'orderId': Decimal('1')}`],
    ['a JSON string that holds an object', JSON.stringify('{"orderId":"a"}')],
    ['an object that is cut off', '{"orderId":"a"'],
    ['an object with the key in a nested array of texts', '{"fields":["orderId"]}'],
  ])('but not in %s', (_name, line) => {
    expect(objectsWithKey(line, 'orderId')).toEqual([]);
  });
});

describe('what lies in a string of an object is none beside it', () => {
  test.each([
    ['JSON in a Python dict', `{'note': '{"orderId":"b"}', 'orderId': 'a'}`, '{"orderId":"b"}'],
    ['a Python dict in JSON', `{"note":"{'orderId': 'b'}","orderId":"a"}`, "{'orderId': 'b'}"],
  ])('%s', (_name, line, note) => {
    expect(objectsWithKey(line, 'orderId')).toEqual([{ note, orderId: 'a' }]);
  });
});

describe('hostile lines', () => {
  const cap = 64 * 1024;
  const filled = (text: string) => text.repeat(Math.ceil(cap / text.length)).slice(0, cap);

  test.each([
    "'orderId'",
    "{'orderId':",
    "{'",
    "\\'",
    '{',
    '"',
    '{"orderId":',
    '{"orderId":1}',
    '"orderId"',
    '}',
    '{"',
    '[{',
    '\\"',
  ])('%s over and over hold no order', (text) => {
    expect(objectsWithKey(`${filled(text)}ord-1f`, 'orderId').every(({ orderId }) => orderId === 1)).toBe(true);
  });

  test('whatever is repeated on it, few times its characters are looked at', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      "'",
      '\\',
      ':',
      ',',
      '"orderId"',
      "'orderId'",
      '1',
      ' ',
      'a',
      '\\u',
    );
    const unit = fc.array(piece, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));
    const anyLine = fc
      .array(unit, { minLength: 1, maxLength: 4 })
      .map((units) => units.map(filled).join(''))
      .map((text) => text.slice(-cap));
    const looks = vi.spyOn(String.prototype, 'charAt');
    const parsed = vi.spyOn(JSON, 'parse');
    fc.assert(
      fc.property(anyLine, (line) => {
        looks.mockClear();
        parsed.mockClear();
        objectsWithKey(line, 'orderId');
        expect(looks.mock.calls.length).toBeLessThanOrEqual(2 ** 20);
        expect(parsed.mock.calls.reduce((sum, [text]) => sum + text.length, 0)).toBeLessThanOrEqual(2 ** 21);
      }),
      { numRuns: 20 },
    );
    looks.mockRestore();
    parsed.mockRestore();
  });

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

/** The key anywhere in the text beside the object's own: which of them is meant is not this property's question. */
function hasOwnKeyWithin(order: JsonObject): boolean {
  return JSON.stringify(order).split('"orderId"').length > 2;
}
