import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CheckChange, compareGrades, gainOf } from '../../src/grade/compare-grades.ts';
import type { CheckResult, Grade } from '../../src/grade/grade.ts';
import { checkResult, gradeOf } from '../report/grades.ts';

const ids = ['consume.prints-every-value', 'consume.decodes-json', 'group.fifth-member-idles', 'shutdown.leaves-group'];

const anyEnding: fc.Arbitrary<Pick<CheckResult, 'status' | 'points' | 'maxPoints'>> = fc.nat(5).chain((maxPoints) =>
  fc.oneof(
    fc.constant({ status: 'passed' as const, points: maxPoints, maxPoints }),
    fc.nat(maxPoints).map((points) => ({ status: 'failed' as const, points, maxPoints })),
    fc.constant({ status: 'skipped' as const, points: 0, maxPoints }),
    fc.constant({ status: 'inconclusive' as const, points: null, maxPoints }),
  ),
);

const anyGrade: fc.Arbitrary<Grade> = fc
  .tuple(
    fc
      .shuffledSubarray(ids)
      .chain((chosen) => fc.tuple(...chosen.map((id) => anyEnding.map((end) => ({ id, ...end }))))),
    fc.record({ version: fc.constantFrom('0.1.0', '0.2.0'), rubricSha256: fc.constantFrom('a', 'b') }),
  )
  .map(([checks, grader]) => {
    const grade = gradeOf(checks.map(checkResult));
    return { ...grade, grader: { ...grade.grader, ...grader } };
  });

describe('whatever two grades hold', () => {
  test('a grade is the same as itself', () => {
    fc.assert(
      fc.property(anyGrade, (grade) => {
        const again = compareGrades(grade, grade);
        expect(again).toMatchObject({ same: true, gained: 0, lost: 0, run: 'same', causes: [], changes: [] });
      }),
    );
  });

  test('seen from the other side, gains are losses', () => {
    const turned = ({ id, before, after }: CheckChange) => [id, after, before];
    const byId = (changes: readonly CheckChange[], tell: (change: CheckChange) => unknown[]) =>
      changes.map(tell).sort(([a], [b]) => String(a).localeCompare(String(b)));
    fc.assert(
      fc.property(anyGrade, anyGrade, (before, after) => {
        const there = compareGrades(before, after);
        const back = compareGrades(after, before);
        expect(back).toMatchObject({ same: there.same, gained: there.lost, lost: there.gained });
        expect(back).toMatchObject({ before: there.after, after: there.before });
        expect(byId(back.changes, turned)).toEqual(
          byId(there.changes, (change) => [change.id, change.before, change.after]),
        );
        expect(back.causes.map(({ of, before, after }) => ({ of, before: after, after: before }))).toEqual(
          there.causes,
        );
      }),
    );
  });

  test('gains and losses make the difference of the scores where both are final', () => {
    fc.assert(
      fc.property(anyGrade, anyGrade, (before, after) => {
        fc.pre(before.final && after.final);
        const { gained, lost } = compareGrades(before, after);
        expect(gained - lost).toBe(after.score - before.score);
      }),
    );
  });

  test('what is open on a side is neither gained nor lost', () => {
    fc.assert(
      fc.property(anyGrade, anyGrade, (before, after) => {
        for (const change of compareGrades(before, after).changes) {
          const isOpen = [change.before, change.after].some((ending) => ending?.status === 'inconclusive');
          expect(gainOf(change) === null).toBe(isOpen);
        }
      }),
    );
  });
});

describe('different is', () => {
  const failed = checkResult({ status: 'failed', points: 0 });
  const open = checkResult({ status: 'inconclusive', points: null });

  test.each<[what: string, before: CheckResult[], after: CheckResult[], gained: number, lost: number]>([
    ['a check that passes now', [failed], [checkResult({})], 7, 0],
    ['one that fails now', [checkResult({})], [failed], 0, 7],
    ['one that fails where it was skipped', [{ ...failed, status: 'skipped' }], [failed], 0, 0],
    ['one that is worth more', [checkResult({})], [checkResult({ points: 9, maxPoints: 9 })], 2, 0],
    ['one that was failed and would be worth more', [failed], [{ ...failed, maxPoints: 9 }], 0, 0],
    ['one that is decided now', [open], [checkResult({})], 0, 0],
    ['one that is open now', [failed], [open], 0, 0],
    ['one that was not asked', [], [checkResult({})], 7, 0],
    ['one that is no longer asked', [checkResult({})], [], 0, 7],
  ])('%s', (_what, before, after, gained, lost) => {
    const comparison = compareGrades(gradeOf(before), gradeOf(after));
    expect(comparison).toMatchObject({ same: false, gained, lost });
    expect(comparison.changes).toMatchObject([{ id: failed.id, title: failed.title }]);
  });

  test('a grade that is final now, whatever its checks say', () => {
    const grade = gradeOf([checkResult({})]);
    expect(compareGrades({ ...grade, final: false }, grade)).toMatchObject({ same: false, changes: [] });
  });

  test('not how it is worded, when it was, from which seed, nor where it is seen', () => {
    const grade = gradeOf([failed]);
    const worded = {
      ...failed,
      reason: 'Otherwise.',
      actual: 'x',
      hint: 'y',
      evidence: [3],
      visibility: 'hidden' as const,
    };
    const other = gradeOf([worded]);
    const later = {
      ...other,
      startedAt: '2026-11-23T10:00:00Z',
      durationMs: 1,
      grader: { ...other.grader, seed: 'x' },
    };
    expect(compareGrades(grade, later)).toMatchObject({ same: true, run: 'another', causes: [] });
  });
});

test('workflow files explain, where both sides say which they were', () => {
  const grade = gradeOf([checkResult({})]);
  const having = (...workflows: NonNullable<Grade['repository']>['workflows']): Grade => ({
    ...grade,
    repository: { workflows },
  });
  const path = '.github/workflows/grade.yml';
  const given = having({ path, sha256: 'aa', state: 'as-given' });
  const padded = having({ path, sha256: null, state: 'changed' });
  expect(compareGrades(given, given).causes).toEqual([]);
  expect(compareGrades(grade, given).causes).toEqual([]);
  expect(compareGrades(given, padded).causes).toEqual([
    { of: 'workflow', before: `${path} aa`, after: `${path} (too large)` },
  ]);
  expect(compareGrades(given, having()).causes).toEqual([{ of: 'workflow', before: `${path} aa`, after: 'none' }]);
});

test('what may explain the difference is told from both sides', () => {
  const grade = gradeOf([checkResult({})]);
  const other: Grade = {
    ...grade,
    exercise: 'kafka-producers',
    submission: { id: 'ada', sha256: '01', commit: 'c' },
    grader: { version: '2.0.0', rubricSha256: '01', seed: 'tea', isolation: 'docker', node: 'v22.12.0' },
    broker: { kind: 'container', version: '4.2.0' },
  };
  expect(compareGrades(grade, other)).toMatchObject({
    run: 'another',
    causes: [
      { of: 'exercise', before: 'kafka-consumers', after: 'kafka-producers' },
      { of: 'submission', before: '00', after: '01' },
      { of: 'commit', before: 'none', after: 'c' },
      { of: 'rubric', before: '00', after: '01' },
      { of: 'grader', before: '1.2.3', after: '2.0.0' },
      { of: 'kafka', before: '4.1.1 (jvm)', after: '4.2.0 (container)' },
      { of: 'node', before: 'v20.19.0', after: 'v22.12.0' },
      { of: 'isolation', before: 'process', after: 'docker' },
    ],
  });
});

test('changes come in the order of the later grade, then what only the earlier one has', () => {
  const of = (...names: string[]) => gradeOf(names.map((id) => checkResult({ id, title: id })));
  const { changes } = compareGrades(of('a', 'gone', 'b'), of('new', 'b', 'a', 'newer'));
  expect(changes.map(({ id }) => id)).toEqual(['new', 'newer', 'gone']);
});
