import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { spreadsheetLine } from '../../src/report/csv/csv-line.ts';
import { harmless } from '../../src/report/csv/formula.ts';

describe('what a spreadsheet would run is text', () => {
  test.for<[cell: string, written: string]>([
    ['=HYPERLINK("http://x";"y")', `'=HYPERLINK("http://x";"y")`],
    ['+1+cmd', "'+1+cmd"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['  =1', "'  =1"],
    ['\t=1', "'\t'=1"],
    ['\rx', "'\rx"],
    ['\u00a0=1', "'\u00a0=1"],
    ['＝1', "'＝1"],
    ['ada;=1', "ada;'=1"],
    ['ada\n=1', "ada\n'=1"],
    ['-', "'-"],
  ])('%j', ([cell, written]) => {
    expect(harmless(cell)).toBe(written);
  });

  test.for(['-5', '+5', '-5.25', '-5,25', '0', '', 'ada', 'a=b', 'a-b@uni.example', "'=1", 'Lovelace, Ada'])(
    '%j stays',
    (cell) => {
      expect(harmless(cell)).toBe(cell);
    },
  );
});

const hostileCell = fc.string({
  unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', ' ', '1', 'a', '"', ',', ';', "'"),
});

test('no cell begins like a formula, also where it is split at semicolons', () => {
  fc.assert(
    fc.property(fc.array(hostileCell, { minLength: 1 }), (cells) => {
      const unquoted = cells.map(harmless).flatMap((cell) => [cell, ...cell.split(/[;\t\r\n]/)]);
      for (const cell of unquoted) if (!/^[+-]?\d+$/.test(cell)) expect(cell).not.toMatch(/^\s*[=+\-@]/);
      expect(spreadsheetLine(cells).endsWith('\n')).toBe(true);
    }),
  );
});

test('only apostrophes are added', () => {
  fc.assert(
    fc.property(hostileCell, (cell) => {
      expect(harmless(cell).replaceAll("'", '')).toBe(cell.replaceAll("'", ''));
    }),
  );
});

test.each(['\n', '\r\n', ' ', '\t', ';', ' \n', '\u00a0;'])('a million of %j are looked at once', (text) => {
  expect(harmless(text.repeat(1_000_000 / text.length)).replaceAll("'", '')).toHaveLength(1_000_000);
});

test('after any whitespace no cell begins like a formula', () => {
  const space = fc.string({
    unit: fc.constantFrom(' ', '\t', '\r', '\n', '\v', '\f', '\u00a0', '\u2028', '\u3000', '\ufeff'),
  });
  const sign = fc.constantFrom('=', '+', '-', '@', '＝', '＋', '－', '＠');
  fc.assert(
    fc.property(space, sign, hostileCell, (before, first, rest) => {
      const cell = harmless(`${before}${first}${rest}`);
      if (!/^[+-]?\d/.test(cell)) expect(cell.trimStart()).toMatch(/^'/);
    }),
  );
});
