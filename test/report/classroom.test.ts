/** `classroom.txt`, held to what GitHub Classroom's reporter does with it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Grade } from '../../src/grade/grade.ts';
import { renderClassroom } from '../../src/report/classroom/render.ts';
import { classroomError } from '../../src/report/classroom/result.ts';
import { notFinal } from '../../src/report/words.ts';
import { checkResult, gradeOf } from './grades.ts';
import { everyKind, everyKindFinal, hostileReport, instructor, reportOf, student, textOf, tools } from './hostile.ts';

interface Payload {
  version: number;
  status: string;
  max_score: number;
  tests: Test[];
}

type Test = Record<'name' | 'status' | 'message' | 'test_code' | 'filename', string> &
  Record<'score' | 'line_no' | 'duration', number>;

const decoded = (base64: string): Payload => JSON.parse(Buffer.from(base64, 'base64').toString('utf8'));
const fileOf = (grade: Grade, reader = student) => textOf(renderClassroom(reportOf(grade, reader), tools));
const payloadOf = (grade: Grade, reader = student) => decoded(fileOf(grade, reader));
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

describe('classroom.txt', () => {
  test('has a test for each check whose points are shown, with whole points', () => {
    const { version, status, max_score, tests } = payloadOf(everyKindFinal);
    expect({ version, status, max_score }).toEqual({ version: 1, status: 'fail', max_score: 20 });
    expect(tests.map(({ status, score }) => ({ status, score }))).toEqual([
      { status: 'pass', score: 7 },
      { status: 'fail', score: 0 },
      { status: 'fail', score: 2 },
      { status: 'fail', score: 0 },
    ]);
    expect(tests[1]).toEqual({
      name: 'prints the values intact, as JSON',
      status: 'fail',
      score: 0,
      message:
        'The order ord-9f31c2 was printed with another amount than the record has. At: consumer.ts:12:5 ' +
        'Expected: {"orderId":"ord-9f31c2","amount":41.9} Actual: amount: 41 ' +
        'Hint: The amounts lose what stands after the point: is parseInt at work? Read: docs/mistakes/rounded-numbers.md',
      test_code: '',
      filename: 'consumer.ts',
      line_no: 12,
      duration: 0,
    });
    expect(JSON.stringify(tests)).not.toContain('SECRET');
  });

  test('names the file that a check is about where no line is known', () => {
    const grade = gradeOf([checkResult({ status: 'failed', points: 0, file: 'src/consumer.ts' })]);
    expect(payloadOf(grade).tests[0]).toMatchObject({ filename: 'src/consumer.ts', line_no: 0 });
  });

  test('has the points of a check whose result is kept back, if these are shown', () => {
    const { max_score, tests } = payloadOf({ ...everyKindFinal, hiddenPoints: 'shown' });
    expect(max_score).toBe(25);
    expect(tests[3]).toMatchObject({ status: 'fail', score: 0, message: 'The result of this check is not shown.' });
    expect(payloadOf(gradeOf([checkResult({})])).status).toBe('pass');
  });

  test('posts no points for a grade that is not final, or has none to show', () => {
    const error = (message: string) => ({
      version: 1,
      status: 'error',
      max_score: 0,
      tests: [
        {
          name: 'kafka-grader',
          status: 'error',
          score: 0,
          message,
          test_code: '',
          filename: '',
          line_no: 0,
          duration: 0,
        },
      ],
    });
    expect(payloadOf(everyKind, instructor)).toEqual(error(notFinal));
    expect(payloadOf(gradeOf([checkResult({ visibility: 'hidden' })]))).toEqual(
      error('No check of this grade has points that may be shown.'),
    );
    expect(decoded(classroomError('There is no grade.', tools.base64))).toEqual(error('There is no grade.'));
  });

  test('goes through an environment however much there is to say, and the points stay the same', () => {
    const long = '漢'.repeat(10_000);
    const lost = checkResult({ status: 'failed', points: 1, maxPoints: 3, title: long, reason: long, expected: long });
    for (const [count, kept] of [
      [10, { tests: 10, message: expect.stringContaining('漢') }],
      [30, { tests: 30, message: '' }],
      [2000, { tests: expect.any(Number), message: '' }],
    ] as const) {
      const text = fileOf(gradeOf(Array.from({ length: count }, () => lost)));
      const { tests, max_score } = decoded(text);
      expect(`CLASSROOM_RESULTS=${text}`.length).toBeLessThan(128 * 1024);
      expect({ tests: tests.length, message: tests[0]?.message }).toEqual(kept);
      expect({ points: sum(tests.map(({ score }) => score)), max_score }).toEqual({
        points: count,
        max_score: 3 * count,
      });
    }
    const { tests } = payloadOf(gradeOf(Array.from({ length: 2000 }, () => lost)));
    expect(tests.at(-1)?.name).toBe(`${2000 - tests.length + 1} more checks`);
    expect(tests.at(-1)?.status).toBe('fail');
  });

  test('leaves the reporter nothing to stumble over, whatever a submission has printed', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        const { status, max_score, tests } = decoded(textOf(renderClassroom(report, tools)));
        const { final, score, maxScore } = report.grade;
        expect(tests.length).toBeGreaterThan(0);
        for (const each of tests) {
          expect(Number.isInteger(each.score) && Number.isInteger(each.line_no)).toBe(true);
          expect(each.name).not.toBe('');
          for (const text of [each.name, each.message, each.filename, each.test_code]) {
            expect(text).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]|^\s*::[a-z-].*::|##\[/iu);
          }
        }
        const posted = { max_score, points: sum(tests.map((each) => each.score)) };
        expect(posted).toEqual(final ? { max_score: maxScore, points: score } : { max_score: 0, points: 0 });
        if (!final) expect(status).toBe('error');
      }),
    );
  });
});
