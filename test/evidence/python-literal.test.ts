import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Json, parseJson, sameJson } from '../../src/evidence/json.ts';
import { parsePythonLiteral } from '../../src/evidence/python-literal.ts';
import { anyJson } from './arbitrary-json.ts';
import { asPythonPrints } from './python-repr.ts';

const orders: readonly Json[] = [
  { orderId: 'ord-1f', amount: 41.9, items: [{ sku: 'tea', qty: 2 }], coupon: null, ok: true, gift: false },
  { note: 'say "hi"\nplease', other: "it's", both: `'"`, path: 'back\\slash', nothing: '', list: [], dict: {} },
  {
    sku: 'Grüner Tee',
    tea: 'お茶',
    pot: '🫖 pot {large}',
    arabic: 'قهوة',
    invisible: '\u0000\u200b\u00a0\ufeff\u{e0001}',
  },
  [0, -1, 2 ** 53 - 1, 41, 0.1, 1e-7, 1e-5, 1.5e300, 1e21, 123456789012345680000, -2.5, 1e16, 5e-324],
  [[], [[]], { '': { a: [{}] } }, 'True', 'None', true],
];

test('what a real Python prints is read as what it was', () => {
  const script = 'import json, sys\nfor each in json.load(sys.stdin): print(each)';
  const input = JSON.stringify(orders);
  const printed = execFileSync('python3', ['-c', script], {
    input,
    encoding: 'utf8',
    env: { ...process.env, PYTHONUTF8: '1' },
  });
  expect(printed.trimEnd().split('\n').map(parsePythonLiteral)).toEqual(orders);
});

test('the imitation of Python in these tests prints what a real one does', () => {
  fc.assert(
    fc.property(fc.array(anyJson, { minLength: 20, maxLength: 40 }), (values) => {
      const script =
        'import json, sys\nfor each in json.load(sys.stdin): print(each if not isinstance(each, str) else repr(each))';
      const input = JSON.stringify(values);
      const printed = execFileSync('python3', ['-c', script], {
        input,
        encoding: 'utf8',
        env: { ...process.env, PYTHONUTF8: '1' },
      });
      expect(printed.trimEnd().split('\n')).toEqual(values.map(asPythonPrints));
    }),
    { numRuns: 10 },
  );
});

test('any value that Python can print is read as what it was', () => {
  fc.assert(
    fc.property(anyJson, (value) => {
      expect(parsePythonLiteral(asPythonPrints(value))).toEqual(value);
    }),
  );
});

test('numbers are read as JSON reads them', () => {
  for (const text of ['41', '41.0', '-0.5', '1e-07', '1.5e+300']) {
    expect(sameJson(parsePythonLiteral(text), parseJson(text))).toBe(true);
  }
});

describe('anything else of Python is not read', () => {
  test.each([
    '',
    '{',
    "{'a'}",
    "{'a': }",
    "{'a': 1",
    "{'a': 1} x",
    "{'a': 1,}",
    "{1: 'a'}",
    '{a: 1}',
    "('a', 1)",
    "b'a'",
    "'a",
    "'a' 'b'",
    "'\\q'",
    "'\\xg0'",
    "'\\U00110000'",
    'nan',
    'inf',
    '1.',
    '.5',
    'true',
    'null',
    'Nonesuch',
    "Decimal('41.9')",
    "OrderedDict([('a', 1)])",
    '[1, 2',
    '[,]',
  ])('%s', (text) => {
    expect(parsePythonLiteral(text)).toBeUndefined();
  });

  test('nor what is nested without end', () => {
    expect(parsePythonLiteral('['.repeat(30_000))).toBeUndefined();
    expect(parsePythonLiteral(`${'['.repeat(30_000)}${']'.repeat(30_000)}`)).toBeUndefined();
  });
});

test('whatever is written, it is a value or none', () => {
  const piece = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    "'",
    '"',
    '\\',
    '\\x',
    '\\u0',
    ':',
    ',',
    ' ',
    '1',
    '-',
    '.',
    'e+',
    'True',
    'None',
    "'a'",
    '__proto__',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), fc.constantFrom(1, 1000), (pieces, times) => {
      const text = pieces.join('').repeat(times);
      // As in JSON, a number that is too large is infinite, which no text says again.
      fc.pre(!/\d{4}/.test(text));
      const value = parsePythonLiteral(text);
      if (value !== undefined) expect(sameJson(parseJson(JSON.stringify(value)), value)).toBe(true);
    }),
    { numRuns: 300 },
  );
  expect(JSON.stringify(parsePythonLiteral("{'__proto__': {'a': 1}}"))).toBe('{"__proto__":{"a":1}}');
});
