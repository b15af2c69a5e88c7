import { expect, test } from 'vitest';
import { compareGradings } from '../../src/grade/compare-gradings.ts';
import { checkResult, gradeOf } from '../report/grades.ts';

const passed = gradeOf([checkResult({})]);
const failed = gradeOf([checkResult({ status: 'failed', points: 0 })]);
const batch = (grades: Record<string, typeof passed>) =>
  ({ of: 'batch', grades: new Map(Object.entries(grades)) }) as const;

test('two grades are compared whatever their submissions are called', () => {
  const renamed = { ...passed, submission: { ...passed.submission, id: 'ada-2' } };
  expect(compareGradings({ of: 'one', grade: passed }, { of: 'one', grade: renamed })).toMatchObject({
    same: true,
    submissions: [{ submission: 'ada-2' }],
  });
});

test('batches are compared id by id, and who is in one alone is named', () => {
  const before = batch({ carol: failed, bob: passed, ada: passed, dan: passed });
  const after = batch({ eve: passed, ada: failed, carol: failed });
  expect(compareGradings(before, after)).toMatchObject({
    same: false,
    submissions: [
      { submission: 'ada', same: false, lost: 7 },
      { submission: 'carol', same: true },
    ],
    onlyBefore: ['bob', 'dan'],
    onlyAfter: ['eve'],
  });
});

test('batches are the same where all their grades are, and nobody is missing', () => {
  expect(compareGradings(batch({ ada: passed, bob: failed }), batch({ bob: failed, ada: passed }))?.same).toBe(true);
  expect(compareGradings(batch({ ada: passed, bob: failed }), batch({ ada: passed }))?.same).toBe(false);
  expect(compareGradings(batch({ ada: passed }), batch({ ada: passed, bob: failed }))?.same).toBe(false);
  expect(compareGradings(batch({ ada: passed }), batch({ ada: failed }))?.same).toBe(false);
});

test('one grade is not compared with many', () => {
  expect(compareGradings({ of: 'one', grade: passed }, batch({ ada: passed }))).toBeNull();
  expect(compareGradings(batch({ ada: passed }), { of: 'one', grade: passed })).toBeNull();
});
