import { describe, expect, test } from 'vitest';
import type { Json } from '../../src/evidence/json.ts';
import {
  boolean,
  count,
  duration,
  either,
  int,
  list,
  literal,
  nullable,
  object,
  oneOf,
  type Shape,
  string,
  utcTime,
} from '../../src/evidence/shape.ts';

const order = object({ id: string, items: list(object({ sku: string, qty: count })) });

test.each<[string, Shape<Json>, Json[]]>([
  ['a text', string, ['', 'tea']],
  ['a truth value', boolean, [true, false]],
  ['a whole number', int, [0, -1, Number.MAX_SAFE_INTEGER]],
  ['a count', count, [1, 7]],
  ['a duration', duration, [0, 0.5]],
  ['a time', utcTime, ['2026-11-22T10:00:00Z', '2026-11-22T10:00:00.123Z', '2026-11-22T10:00Z']],
  ['a fixed text', literal('line'), ['line']],
  ['a choice', oneOf('stdout', 'stderr'), ['stdout', 'stderr']],
  ['what may be null', nullable(int), [null, 3]],
  ['one of two shapes', either(string, object({ base64: string })), ['tea', { base64: 'dGVh' }]],
  ['a list', list(int), [[], [1, 2]]],
  [
    'an object',
    order,
    [
      { id: 'a', items: [] },
      { id: 'a', items: [{ sku: 'tea', qty: 2 }], more: 'fields' },
    ],
  ],
])('%s fits', (_what, shape, values) => {
  expect(values.map((value) => [value, shape.fits(value), shape.misfit(value, '')])).toEqual(
    values.map((value) => [value, true, null]),
  );
});

describe('what does not fit is told with where it stands and what is expected there', () => {
  test.each<[Shape<Json>, Json | undefined, string]>([
    [string, 1, 'it must be a text, not 1'],
    [string, undefined, 'it is missing; it must be a text'],
    [boolean, 'true', 'it must be true or false, not "true"'],
    [int, 0.5, 'it must be a whole number, not 0.5'],
    [int, '1', 'it must be a whole number, not "1"'],
    [duration, Number.POSITIVE_INFINITY, 'it must be a number from 0, not null'],
    [int, 2 ** 53, 'it must be a whole number, not 9007199254740992'],
    [count, 0, 'it must be a whole number from 1, not 0'],
    [count, 1.5, 'it must be a whole number from 1, not 1.5'],
    [duration, -0.1, 'it must be a number from 0, not -0.1'],
    [duration, '1', 'it must be a number from 0, not "1"'],
    [utcTime, '22.11.2026', 'it must be a time such as 2026-11-22T10:00:00Z, not "22.11.2026"'],
    [
      utcTime,
      'on 2026-11-22T10:00:00Z',
      'it must be a time such as 2026-11-22T10:00:00Z, not "on 2026-11-22T10:00:00Z"',
    ],
    [utcTime, '2026-11-22T10:00:00Z!', 'it must be a time such as 2026-11-22T10:00:00Z, not "2026-11-22T10:00:00Z!"'],
    [literal('line'), 'lines', 'it must be "line", not "lines"'],
    [oneOf('stdout', 'stderr'), 'stdin', 'it must be "stdout" or "stderr", not "stdin"'],
    [nullable(int), 'x', 'it must be a whole number, not "x"'],
    [nullable(int), undefined, 'it is missing; it must be a whole number'],
    [either(string, object({ base64: string })), { base64: 1 }, 'base64 must be a text, not 1'],
    [list(int), { 0: 1 }, 'it must be a list, not {"0":1}'],
    [list(int), [1, null], '[1] must be a whole number, not null'],
    [order, [], 'it must be an object, not []'],
    [order, null, 'it must be an object, not null'],
    [order, undefined, 'it is missing; it must be an object'],
    [order, { items: [] }, 'id is missing; it must be a text'],
    [
      order,
      { id: 'a', items: [{ sku: 'tea', qty: 1 }, { sku: 'tea' }] },
      'items[1].qty is missing; it must be a whole number from 1',
    ],
  ])('%#', (shape, value, told) => {
    expect(shape.misfit(value, '')).toBe(told);
    expect(shape.fits(value)).toBe(false);
  });

  test('with no more of the value than a line holds', () => {
    expect(int.misfit('x'.repeat(60), 'seq')).toBe(`seq must be a whole number, not "${'x'.repeat(59)}…`);
    expect(int.misfit('x'.repeat(58), 'seq')).toBe(`seq must be a whole number, not "${'x'.repeat(58)}"`);
  });
});
