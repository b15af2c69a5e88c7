import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseGrade } from '../../src/grade/parse-grade.ts';
import { checkResult, gradeOf } from '../report/grades.ts';

const grade = gradeOf([checkResult({}), checkResult({ id: 'consume.decodes-json' })]);

test('what was written is read as it was', () => {
  expect(parseGrade(JSON.stringify(grade))).toEqual(grade);
});

test.each<[what: unknown, problem: string]>([
  [[], 'it must be an object, not []'],
  [{}, 'schema is missing; it must be "kafka-grader/grade/v1"'],
  [
    { ...grade, schema: 'kafka-grader/grade/v2' },
    'schema must be "kafka-grader/grade/v1", not "kafka-grader/grade/v2"',
  ],
  [{ ...grade, score: '7' }, 'score must be a whole number, not "7"'],
  [{ ...grade, score: 7.5 }, 'score must be a whole number, not 7.5'],
  [{ ...grade, score: 2 ** 53 }, 'score must be a whole number, not 9007199254740992'],
  [{ ...grade, final: 1 }, 'final must be true or false, not 1'],
  [{ ...grade, checks: {} }, 'checks must be a list, not {}'],
  [{ ...grade, checks: [grade.checks[0], { id: 7 }] }, 'checks[1].id must be a text, not 7'],
  [
    { ...grade, checks: [checkResult({}), { ...checkResult({}), status: 'good' }] },
    'checks[1].status must be "passed" or "failed" or "skipped" or "inconclusive", not "good"',
  ],
  [{ ...grade, broker: { kind: 'jvm' } }, 'broker.version is missing; it must be a text'],
  [{ ...grade, startedAt: 'today' }, 'startedAt must be a time such as 2026-11-22T10:00:00Z, not "today"'],
])('%# what is wrong first is told with where it stands', (json, problem) => {
  expect(parseGrade(JSON.stringify(json))).toEqual({ problem });
});

test('no text is too odd to be told', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      expect(parseGrade(text)).toEqual({ problem: expect.any(String) });
    }),
  );
  expect(parseGrade('{"schema":')).toEqual({ problem: 'not JSON' });
});
