import { expect, test } from 'vitest';
import { parseInstant } from '../../src/cli/parse-instant.ts';

test.each([
  ['2026-11-30', '2026-11-30T23:59:59.000Z'],
  ['2024-02-29', '2024-02-29T23:59:59.000Z'],
  ['2026-11-30T18:00Z', '2026-11-30T18:00:00.000Z'],
  ['2026-11-30T18:00:00+01:00', '2026-11-30T17:00:00.000Z'],
  ['2026-11-30T23:59:59.5-0800', '2026-12-01T07:59:59.500Z'],
])('%s is %s', (text, instant) => {
  expect(parseInstant(text)?.toISOString()).toBe(instant);
});

test.each([
  '',
  'yesterday',
  '2026-11-30T18:00:00',
  '2026-11-30 18:00:00Z',
  '2026-02-30',
  '2026-13-01',
  '2026-11-30T24:00:00Z',
  '2026-11-30T18:00:00+25:00',
  '30.11.2026',
  '1764525600',
])('"%s" is no instant', (text) => {
  expect(parseInstant(text)).toBeNull();
});
