import { describe, expect, test } from 'vitest';
import type { CheckResult } from '../../src/grade/grade.ts';
import { inconsistenciesOf } from '../../src/grade/inconsistencies.ts';
import { sayInconsistency } from '../../src/report/say-inconsistency.ts';
import { checkResult, gradeOf } from '../report/grades.ts';

const ends = (given: Partial<CheckResult>) => checkResult(given);
const honest = gradeOf([
  ends({}),
  ends({ id: 'consume.decodes-json', status: 'failed', points: 0, maxPoints: 4 }),
  ends({ id: 'answers.consumer-groups', status: 'failed', points: 3, maxPoints: 4 }),
  ends({ id: 'group.idle-member-takes-over', status: 'skipped', points: 0, maxPoints: 5 }),
  ends({ id: 'shutdown.leaves-group', status: 'inconclusive', points: null, maxPoints: 2 }),
  ends({ id: 'offsets.commits-progress', status: 'failed', points: 0, maxPoints: 0 }),
]);
const said = (grade: typeof honest) => inconsistenciesOf(grade).map(sayInconsistency);

test('there is none in a grade that a grader wrote, however its checks ended', () => {
  expect(inconsistenciesOf(honest)).toEqual([]);
  expect(inconsistenciesOf(gradeOf([]))).toEqual([]);
});

test('totals that the checks do not add up to', () => {
  expect(said({ ...honest, score: 22 })).toEqual(['It says 22 points, and its own checks add up to 10.']);
  expect(said({ ...honest, score: 1 })).toEqual(['It says 1 point, and its own checks add up to 10.']);
  expect(said({ ...honest, maxScore: 10 })).toEqual([
    'It says that 10 points can be had, and its own checks add up to 22.',
  ]);
  expect(said({ ...honest, final: true })).toEqual(['It says that it is final, and a check in it is not decided.']);
  expect(said({ ...gradeOf([ends({})]), final: false })).toEqual([
    'It says that it is not final, and every check in it is decided.',
  ]);
});

test('a check that is there twice', () => {
  expect(said(gradeOf([ends({}), ends({}), ends({})]))).toEqual([
    'consume.prints-every-value is in it more than once.',
  ]);
});

describe('points that a check can not have', () => {
  test.each<[Partial<CheckResult>, sentence: string]>([
    [{ points: 6 }, "has 6 of 7 points, which a check that passed can't have."],
    [{ points: 8 }, "has 8 of 7 points, which a check that passed can't have."],
    [{ points: null }, "has no points, not even 0, which a check that passed can't have."],
    [{ points: -3, maxPoints: -3 }, "has -3 of -3 points, which a check that passed can't have."],
    [{ status: 'failed', points: 7 }, "has 7 of 7 points, which a check that failed can't have."],
    [{ status: 'failed', points: -1 }, "has -1 of 7 points, which a check that failed can't have."],
    [{ status: 'failed', points: null }, "has no points, not even 0, which a check that failed can't have."],
    [{ status: 'skipped', points: 1 }, "has 1 of 7 points, which a check that was skipped can't have."],
    [{ status: 'inconclusive', points: 0 }, "has 0 of 7 points, which a check that was not decided can't have."],
  ])('%j', (given, sentence) => {
    expect(said(gradeOf([ends(given)]))).toEqual([`consume.prints-every-value ${sentence}`]);
  });
});
