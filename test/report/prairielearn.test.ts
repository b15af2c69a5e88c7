/** `prairielearn.json`, held to a schema written from PrairieLearn's documentation and code. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Grade } from '../../src/grade/grade.ts';
import { renderPrairielearn } from '../../src/report/prairielearn/render.ts';
import { checkResult, gradeOf } from './grades.ts';
import { everyKind, everyKindFinal, hostileReport, instructor, reportOf, student, textOf } from './hostile.ts';
import { problemsBy } from './json-schema.ts';

const problemsOf = problemsBy('prairielearn.schema.json');
const fileOf = (grade: Grade, reader = student) => textOf(renderPrairielearn(reportOf(grade, reader)));
const rendered = (grade: Grade, reader = student) => JSON.parse(fileOf(grade, reader));

describe('prairielearn.json', () => {
  test('is valid, and a wrong one is not', () => {
    const results = rendered(everyKindFinal);
    expect(problemsOf(results)).toEqual([]);
    expect(problemsOf({ ...results, score: 1.1 })).not.toEqual([]);
    expect(problemsOf({ ...results, tests: [...results.tests, { name: 'without points' }] })).not.toEqual([]);
  });

  test('has the share of the points, and the points of every test', () => {
    const { gradable, score, message, tests } = rendered(everyKindFinal, instructor);
    expect({ gradable, score, message }).toEqual({ gradable: true, score: 9 / 25, message: '9 of 25 points.' });
    expect(tests[2]).toEqual({
      name: 'predicts what groups do',
      description: 'answers.consumer-groups',
      points: 2,
      max_points: 4,
      message: '3 of 6 answers are right.',
    });
  });

  test('leaves out a check whose points are not shown, and does not count it', () => {
    const { score, message, tests } = rendered(everyKindFinal);
    expect({ score, message }).toEqual({ score: 9 / 20, message: '9 of 20 points; 1 more check is not shown.' });
    expect(tests).toHaveLength(4);
    const open = rendered({ ...everyKindFinal, hiddenPoints: 'shown' });
    expect(open.score).toBe(9 / 25);
    expect(open.tests[3]).toMatchObject({ points: 0, message: 'The result of this check is not shown.' });
  });

  test('is not gradable where the grade is not final: no attempt is lost, and no test says how many points it earned', () => {
    const results = rendered(everyKind);
    expect(results.gradable).toBe(false);
    expect(results.format_errors[0]).toContain('This grade is not final');
    expect(JSON.stringify(results)).not.toMatch(/"(score|points|max_points)"/);
  });

  test('is not gradable where no points may be shown', () => {
    const hidden = gradeOf([checkResult({ visibility: 'hidden' })]);
    expect(rendered(hidden)).toMatchObject({ gradable: false, tests: [] });
  });

  test('is never larger than what PrairieLearn takes', () => {
    const long = '漢'.repeat(10_000);
    const check = checkResult({ status: 'failed', points: 0, reason: long, expected: long, actual: long, hint: long });
    const few = fileOf(gradeOf(Array.from({ length: 26 }, () => check)));
    expect(Buffer.byteLength(few)).toBeLessThan(1_000_000);
    expect(JSON.parse(few).tests[0].message).toContain('漢');
    const many = fileOf(gradeOf(Array.from({ length: 1000 }, () => check)));
    expect(Buffer.byteLength(many)).toBeLessThan(1_000_000);
    expect(JSON.parse(many).tests).toHaveLength(1000);
  });

  test('is valid whatever a submission has printed', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        expect(problemsOf(JSON.parse(textOf(renderPrairielearn(report))))).toEqual([]);
      }),
    );
  });
});
