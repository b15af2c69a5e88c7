import { expect, test } from 'vitest';
import { parseLatePolicy } from '../../src/late-policy/parse-late-policy.ts';

const due = '2026-11-22T23:59:00+01:00';
const keys = 'due, grace, per_day_percent, max_days';

test('all of it, in YAML or JSON', () => {
  const policy = { due, graceMs: 7_200_000, perDayPercent: 10, maxDays: 5 };
  expect(parseLatePolicy(`due: ${due}\ngrace: 2h\nper_day_percent: 10\nmax_days: 5\n`)).toEqual({ policy });
  expect(parseLatePolicy(JSON.stringify({ due, grace: '120m', per_day_percent: 10, max_days: 5 }))).toEqual({ policy });
});

test('a date alone takes nothing off', () => {
  expect(parseLatePolicy(`due: ${due}`)).toEqual({ policy: { due, graceMs: 0, perDayPercent: 0, maxDays: null } });
});

const date = 'due is a date and a time with its zone, such as 2026-11-22T23:59:00+01:00';
const grace = 'grace is a whole number of minutes, hours or days, such as 15m, 2h or 1d';
const percent = 'per_day_percent is a whole number from 0 to 100';
const days = 'max_days is a whole number from 0 to 1000';

test.for<[text: string, line: number, column: number, problem: string]>([
  ['grace: 1h', 1, 1, date],
  ['due: 2026-11-22', 1, 1, date],
  ['due: 2026-11-22T23:59:00', 1, 1, date],
  ['due: 2026-11-31T23:59:00Z', 1, 1, date],
  [`due: ${due}\ngrace: 15`, 2, 1, grace],
  [`due: ${due}\ngrace: 15min`, 2, 1, grace],
  [`due: ${due}\ngrace: -1h`, 2, 1, grace],
  [`due: ${due}\nper_day_percent: 101`, 2, 1, percent],
  [`due: ${due}\nper_day_percent: 2.5`, 2, 1, percent],
  [`due: ${due}\nper_day_percent: 10%`, 2, 1, percent],
  [`due: ${due}\nmax_days: -1`, 2, 1, days],
  [`due: ${due}\nlate: 10`, 2, 1, `unknown key "late"; keys are ${keys}`],
  ['', 1, 1, `expected a mapping with ${keys}`],
  [`due: ${due}\ndue: ${due}`, 2, 1, 'Map keys must be unique'],
])('%j', ([text, line, column, problem]) => {
  expect(parseLatePolicy(text)).toEqual({ line, column, problem });
});
