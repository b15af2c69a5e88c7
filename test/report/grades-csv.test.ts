import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvLine } from '../../src/report/csv/csv-line.ts';
import { gradesCsv } from '../../src/report/csv/grades.ts';
import { checkResult, gradeOf } from './grades.ts';

const checks = ['consume.prints-every-value', 'group.two-members-share'];

test('a row a submission, in the order of their ids, and a column a check', () => {
  const passed = checkResult({ id: 'consume.prints-every-value', points: 7, maxPoints: 7 });
  const lost = checkResult({ id: 'group.two-members-share', status: 'failed', points: 0, maxPoints: 5 });
  const open = checkResult({ id: 'group.two-members-share', status: 'inconclusive', points: null, maxPoints: 5 });
  expect(
    gradesCsv(checks, [
      { id: 'bob', grade: gradeOf([passed, open]) },
      { id: 'Ada, "the first"', grade: gradeOf([passed, lost]) },
      { id: 'cid', grade: null },
      { id: 'dan', grade: gradeOf([lost]) },
    ]),
  ).toBe(
    [
      'id,score,max_score,final,consume.prints-every-value,group.two-members-share',
      '"Ada, ""the first""",7,12,true,7,0',
      'bob,7,12,false,7,',
      'cid,,,false,,',
      'dan,0,5,true,,0',
      '',
    ].join('\n'),
  );
});

test('whatever stands in a cell can be read back', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }), (cells) => {
      expect(parseLine(csvLine(cells))).toEqual(cells);
    }),
  );
});

/** As RFC 4180 has it, for one record. */
function parseLine(line: string): string[] {
  expect(line.endsWith('\n')).toBe(true);
  const cell = /(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n)/gy;
  return [...line.matchAll(cell)].map(([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '');
}
