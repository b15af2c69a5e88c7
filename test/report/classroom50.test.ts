/** `classroom50.json`, held to a schema of classroom50/result/v1 and to what its runner asks of a result. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Grade } from '../../src/grade/grade.ts';
import { refusesOpenGrade, renderClassroom50 } from '../../src/report/classroom50/render.ts';
import { classroom50RunIn, noClassroom50Run } from '../../src/report/classroom50/run.ts';
import { checkResult, gradeOf } from './grades.ts';
import { everyKind, everyKindFinal, hostileReport, instructor, reportOf, student, textOf, tools } from './hostile.ts';
import { problemsBy } from './json-schema.ts';

const problemsOf = problemsBy('classroom50.schema.json');
const environment = {
  CLASSROOM: 'kafka-2026',
  ASSIGNMENT: 'consumers',
  ASSIGNMENT_TYPE: 'group',
  OWNER: 'Ada',
  SUBMISSION_TAG: 'submit/2026-11-22T09-59-00Z-a1b2c3d',
  COMMIT_URL: 'https://github.com/school/kafka-2026-consumers-ada/commit/a1b2c3d',
  RELEASE_URL: 'https://github.com/school/kafka-2026-consumers-ada/releases/tag/submit%2F1',
  REVIEW_URL: 'https://github.com/school/kafka-2026-consumers-ada/compare/0...1',
};
const rendered = (grade: Grade, reader = student, run = noClassroom50Run) =>
  JSON.parse(textOf(renderClassroom50(reportOf(grade, reader), { ...tools, classroom50: run })));

interface Identity {
  classroom: string;
  assignment: string;
  owner: string;
  type: string;
}

/** The questions of `validate_result` in Classroom 50's runner.py, in its order. */
function refusalOf(result: Record<string, unknown>, identity: Identity): string | null {
  const isText = (value: unknown) => typeof value === 'string' && value !== '';
  const isPoints = (value: unknown) => typeof value === 'number' && Number.isInteger(value) && value >= 0;
  if (result['schema'] !== 'classroom50/result/v1') return 'schema';
  if (result['classroom'] !== identity.classroom) return 'classroom';
  if (result['assignment'] !== identity.assignment) return 'assignment';
  const { owner, submission, tests } = result;
  if (typeof owner !== 'string' || owner.toLowerCase() !== identity.owner.toLowerCase()) return 'owner';
  if (result['assignment_type'] !== identity.type) return 'assignment_type';
  if (typeof submission !== 'string' || !submission.startsWith('submit/')) return 'submission';
  for (const field of ['commit', 'release', 'review', 'datetime']) if (!isText(result[field])) return field;
  if (!isPoints(result['score']) || !isPoints(result['max-score'])) return 'points';
  if (Number(result['score']) > Number(result['max-score'])) return 'more than max-score';
  if (!Array.isArray(tests)) return 'tests';
  for (const each of tests) {
    if (!isText(each['test-name']) || typeof each.passed !== 'boolean') return 'test';
    if (!isPoints(each.score) || !isPoints(each['max-score']) || each.score > each['max-score'])
      return 'points of a test';
  }
  return null;
}

describe('classroom50.json', () => {
  test('is valid, and a wrong one is not', () => {
    const result = rendered(everyKindFinal);
    expect(problemsOf(result)).toEqual([]);
    expect(problemsOf({ ...result, final: true })).not.toEqual([]);
    expect(problemsOf({ ...result, score: 1.5 })).not.toEqual([]);
    expect(problemsOf({ ...result, datetime: '2026-11-22T10:00:00.000Z' })).not.toEqual([]);
  });

  test('stands for itself where there is no Classroom 50', () => {
    expect(rendered({ ...everyKindFinal, startedAt: '2026-11-22T10:00:00.123Z' })).toMatchObject({
      classroom: 'local',
      assignment: 'kafka-consumers',
      assignment_type: 'individual',
      owner: 'ada',
      submission: 'submit/2026-11-22T10-00-00Z-00',
      commit: '00',
      release: '00',
      review: '00',
      datetime: '2026-11-22T10:00:00Z',
      graded_at: '2026-11-22T10:00:00Z',
    });
    const submission = { id: 'bo', sha256: '00', commit: 'a1b2c3d4e5f6' };
    expect(rendered({ ...everyKindFinal, submission })).toMatchObject({
      owner: 'bo',
      submission: 'submit/2026-11-22T10-00-00Z-a1b2c3d',
      commit: 'a1b2c3d4e5f6',
    });
  });

  test('is who and what the runner says', () => {
    const result = rendered(everyKindFinal, student, classroom50RunIn(environment));
    expect(problemsOf(result)).toEqual([]);
    const identity = { classroom: 'kafka-2026', assignment: 'consumers', owner: 'ada', type: 'group' };
    expect(refusalOf(result, identity)).toBeNull();
    expect(refusalOf(result, { ...identity, owner: 'bo' })).toBe('owner');
    expect(result).toMatchObject({
      submission: environment.SUBMISSION_TAG,
      commit: environment.COMMIT_URL,
      release: environment.RELEASE_URL,
      review: environment.REVIEW_URL,
    });
    const { REVIEW_URL: _, ...withoutReview } = environment;
    expect(rendered(everyKindFinal, student, classroom50RunIn(withoutReview)).review).toBe(environment.COMMIT_URL);
  });

  test('takes USERNAME for the owner in a classroom alone', () => {
    expect(classroom50RunIn({ CLASSROOM: 'c', USERNAME: 'ada' }).owner).toBe('ada');
    expect(classroom50RunIn({ USERNAME: 'ada' }).owner).toBeNull();
    expect(classroom50RunIn({ CLASSROOM: 'c', OWNER: 'bo', USERNAME: 'ada' }).owner).toBe('bo');
    expect(classroom50RunIn({ CLASSROOM: ' ' })).toEqual(noClassroom50Run);
  });

  test('has whole points for each check that has any to show', () => {
    const { score, tests, ...result } = rendered(everyKindFinal);
    expect({ score, max: result['max-score'] }).toEqual({ score: 9, max: 20 });
    expect(tests).toHaveLength(4);
    expect(tests[2]).toEqual({
      'test-name': 'predicts what groups do',
      passed: false,
      score: 2,
      'max-score': 4,
      message: '3 of 6 answers are right.',
    });
    expect(JSON.stringify(tests)).not.toContain('SECRET');
  });

  test('is not there for a grade that is not final', () => {
    expect(renderClassroom50(reportOf(everyKind, instructor), tools)).toEqual([]);
    expect(refusesOpenGrade(reportOf(everyKind).grade)).toMatch(/^classroom50\.json is not written: .* not final/);
    expect(refusesOpenGrade(reportOf(everyKindFinal).grade)).toBeNull();
  });

  test('is a grade of nothing where no points may be shown', () => {
    const result = rendered(gradeOf([checkResult({ visibility: 'hidden' })]));
    expect(problemsOf(result)).toEqual([]);
    expect(result).toMatchObject({ score: 0, 'max-score': 0, tests: [] });
  });

  test('is taken by the runner whatever a submission has printed', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        const [file] = renderClassroom50(report, tools);
        expect(file === undefined).toBe(!report.grade.final);
        if (!file) return;
        const result = JSON.parse(file.text);
        expect(problemsOf(result)).toEqual([]);
        const { assignment, owner } = result;
        expect(refusalOf(result, { classroom: 'local', assignment, owner, type: 'individual' })).toBeNull();
        expect({ score: result.score, maxScore: result['max-score'] }).toEqual({
          score: report.grade.score,
          maxScore: report.grade.maxScore,
        });
      }),
    );
  });
});
