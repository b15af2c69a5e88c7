import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CheckResult, Grade } from '../../src/grade/grade.ts';
import { verifyGrade } from '../../src/grade/verify-grade.ts';
import { checkResult, gradeOf } from '../report/grades.ts';

const ids = ['consume.prints-every-value', 'consume.decodes-json', 'group.fifth-member-idles', 'shutdown.leaves-group'];
const rubric = ids.map((id) => ({ id, points: 5, title: id }));

const anyEnding: fc.Arbitrary<Pick<CheckResult, 'status' | 'points' | 'maxPoints'>> = fc
  .integer({ min: 1, max: 6 })
  .chain((maxPoints) =>
    fc.oneof(
      fc.constant({ status: 'passed' as const, points: maxPoints, maxPoints }),
      fc.nat(maxPoints - 1).map((points) => ({ status: 'failed' as const, points, maxPoints })),
      fc.constant({ status: 'skipped' as const, points: 0, maxPoints }),
    ),
  );

/** Final, with one check or more, as a grader writes it. */
const anyGrade: fc.Arbitrary<Grade> = fc
  .shuffledSubarray(ids, { minLength: 1 })
  .chain((chosen) => fc.tuple(...chosen.map((id) => anyEnding.map((end) => checkResult({ id, ...end })))))
  .map((checks) => gradeOf(checks));

const again = (grade: Grade): Grade => ({
  ...grade,
  startedAt: '2026-11-23T10:00:00Z',
  durationMs: 1,
  grader: { ...grade.grader, seed: 'coffee', version: '1.3.0', rubricSha256: '11' },
});

/** Everything that a grade is worth, changed a little in one place. */
const forgeries: readonly ((grade: Grade, check: CheckResult) => Grade)[] = [
  (grade) => ({ ...grade, score: grade.score + 1 }),
  (grade) => ({ ...grade, maxScore: grade.maxScore - 1 }),
  (grade) => ({ ...grade, final: false }),
  (grade) => ({ ...grade, submission: { ...grade.submission, sha256: '01' } }),
  (grade, check) => replaced(grade, check, { status: check.status === 'passed' ? 'failed' : 'passed' }),
  (grade, check) => replaced(grade, check, { points: (check.points ?? 0) + 1 }),
  (grade, check) => replaced(grade, check, { maxPoints: check.maxPoints + 1 }),
  (grade, check) => totalled({ ...grade, checks: [...grade.checks, check] }),
  (grade, check) => replaced(grade, check, { id: 'bonus.points' }),
  (grade, check) =>
    replaced(grade, check, {
      status: check.status === 'passed' ? 'failed' : 'passed',
      points: check.status === 'passed' ? 0 : check.maxPoints,
    }),
];

function replaced(grade: Grade, check: CheckResult, change: Partial<CheckResult>): Grade {
  return totalled({ ...grade, checks: grade.checks.map((each) => (each === check ? { ...each, ...change } : each)) });
}

function totalled(grade: Grade): Grade {
  const { score, maxScore, final } = gradeOf(grade.checks);
  return { ...grade, score, maxScore, final };
}

describe('whatever a final grade holds', () => {
  test('another run that ends the same confirms it, whatever made it', () => {
    fc.assert(
      fc.property(anyGrade, (recorded) => {
        expect(verifyGrade({ recorded, regraded: again(recorded), rubric })).toMatchObject({
          same: true,
          final: true,
          notFinal: [],
          sameFiles: true,
          inconsistencies: [],
        });
      }),
    );
  });

  test('no change to what it is worth or of is confirmed', () => {
    fc.assert(
      fc.property(anyGrade, fc.constantFrom(...forgeries), fc.nat(), (honest, forge, index) => {
        const check = honest.checks[index % honest.checks.length];
        if (check === undefined) throw new Error('a grade without a check');
        expect(verifyGrade({ recorded: forge(honest, check), regraded: honest, rubric }).same).toBe(false);
      }),
    );
  });

  test('what it does not hold is named', () => {
    fc.assert(
      fc.property(anyGrade, (recorded) => {
        const { notHeld, rubricChecks } = verifyGrade({ recorded, regraded: again(recorded), rubric });
        expect(rubricChecks).toBe(ids.length);
        expect([...notHeld, ...recorded.checks.map(({ id }) => id)].sort()).toEqual([...ids].sort());
      }),
    );
  });
});

test('files that differ are no difference in points, and still not the same', () => {
  const recorded = gradeOf([checkResult({})]);
  const regraded = { ...recorded, submission: { ...recorded.submission, sha256: '77' } };
  const verification = verifyGrade({ recorded, regraded, rubric });
  expect(verification).toMatchObject({ same: false, sameFiles: false, comparison: { same: true } });
  expect(verification.comparison.causes).toEqual([{ of: 'submission', before: '00', after: '77' }]);
});

test('which of the two is not final is told', () => {
  const final = gradeOf([checkResult({})]);
  const open = gradeOf([checkResult({ status: 'inconclusive', points: null })]);
  const notFinal = (recorded: Grade, regraded: Grade) => {
    const verification = verifyGrade({ recorded, regraded, rubric });
    expect(verification.final).toBe(verification.notFinal.length === 0);
    return verification.notFinal;
  };
  expect(notFinal(final, final)).toEqual([]);
  expect(notFinal(open, final)).toEqual(['recorded']);
  expect(notFinal(final, open)).toEqual(['regraded']);
  expect(notFinal(open, open)).toEqual(['recorded', 'regraded']);
});

test('a recorded grade that only claims to be final is contradicted, not taken for open', () => {
  const open = gradeOf([checkResult({ status: 'inconclusive', points: null })]);
  const verification = verifyGrade({
    recorded: { ...open, final: true },
    regraded: gradeOf([checkResult({})]),
    rubric,
  });
  expect(verification).toMatchObject({ same: false, final: true, inconsistencies: [{ of: 'final', says: true }] });
});

test('a check that is there twice is not confirmed, also where it is worth nothing', () => {
  const worthless = checkResult({ status: 'failed', points: 0, maxPoints: 0 });
  const recorded = gradeOf([worthless, worthless]);
  const verification = verifyGrade({ recorded, regraded: gradeOf([worthless]), rubric });
  expect(verification).toMatchObject({ same: false, comparison: { same: true }, inconsistencies: [{ of: 'twice' }] });
});
