/** What a student must not see is not in a student's report. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkResult as wholeCheckSchema } from '../../src/grade/grade.ts';
import { asEachIsSeen, gradeFor, type Reader } from '../../src/report/audience.ts';
import { formatNames } from '../../src/report/format-names.ts';
import { formats } from '../../src/report/formats.ts';
import { checkResult, gradeOf } from './grades.ts';
import { anyReader, everyKind, hostileGrade, instructor, reportOf, student, tools } from './hostile.ts';

const afterDue: Reader = { audience: 'student', due: 'after' };
const check = (given: Parameters<typeof checkResult>[0]) =>
  checkResult({ status: 'failed', points: 1, maxPoints: 5, ...given });
const three = gradeOf([
  check({ id: 'a.visible' }),
  check({ id: 'a.hidden', visibility: 'hidden' }),
  check({ id: 'a.after-due', visibility: 'after-due' }),
]);
const shown = (reader: Reader, grade = three) => gradeFor(reader, grade).checks.map((each) => each.shown);

describe('who sees which check', () => {
  test('an instructor sees every one whole', () => {
    expect(shown(instructor)).toEqual(['whole', 'whole', 'whole']);
    expect(gradeFor(instructor, three)).toMatchObject({ score: 3, maxScore: 15 });
  });

  test('a student sees the visible ones, and once the work is due those that were kept until then', () => {
    expect(shown(student)).toEqual(['whole', 'title', 'title']);
    expect(shown(afterDue)).toEqual(['whole', 'title', 'whole']);
    expect(gradeFor(student, three)).toMatchObject({ score: 1, maxScore: 5 });
    expect(gradeFor(afterDue, three)).toMatchObject({ score: 2, maxScore: 10 });
  });

  test('of a withheld check nothing but its name is left, and its points where the rubric shows them', () => {
    expect(gradeFor(student, three).checks[1]).toEqual({
      shown: 'title',
      id: 'a.hidden',
      title: 'prints every value of the topic',
      maxPoints: 5,
      visibility: 'hidden',
    });
    const open = gradeFor(student, { ...three, hiddenPoints: 'shown' });
    expect(open.checks[1]).toMatchObject({ shown: 'points', points: 1 });
    expect(open).toMatchObject({ score: 3, maxScore: 15 });
  });
});

describe('a check that was skipped because of another', () => {
  const blocked = (by: string, visibility: 'visible' | 'after-due' = 'visible') =>
    check({
      id: 'a.blocked',
      status: 'skipped',
      points: 0,
      visibility,
      reason: `Nothing to judge after ${by}.`,
      blockedBy: by,
      evidence: [7],
    });
  const told = (reader: Reader, by: string) => gradeFor(reader, gradeOf([...three.checks, blocked(by)])).checks.at(-1);
  const nameless = {
    shown: 'whole',
    status: 'skipped',
    reason: 'Another check, whose result is not shown, left nothing to judge here.',
    blockedBy: null,
    evidence: [],
  };

  test('names it to whom may see that one, and to nobody else', () => {
    expect(told(student, 'a.visible')).toMatchObject({ blockedBy: 'a.visible', evidence: [7] });
    expect(told(student, 'a.hidden')).toMatchObject(nameless);
    expect(told(student, 'a.after-due')).toMatchObject(nameless);
    expect(told(afterDue, 'a.after-due')).toMatchObject({ blockedBy: 'a.after-due' });
    expect(told(afterDue, 'a.hidden')).toMatchObject(nameless);
    expect(told(instructor, 'a.hidden')).toMatchObject({ blockedBy: 'a.hidden' });
  });

  test('is told as its own readers see it, where a system hides checks by itself', () => {
    const seen = (by: string, visibility: 'visible' | 'after-due') =>
      asEachIsSeen(gradeFor(instructor, gradeOf([...three.checks, blocked(by, visibility)])).checks).at(-1);
    expect(seen('a.visible', 'visible')).toMatchObject({ blockedBy: 'a.visible' });
    expect(seen('a.after-due', 'visible')).toMatchObject(nameless);
    expect(seen('a.after-due', 'after-due')).toMatchObject({ blockedBy: 'a.after-due' });
    expect(seen('a.hidden', 'after-due')).toMatchObject(nameless);
  });
});

describe('whatever is withheld', () => {
  test('its texts are nowhere in the report, nor in any file made of it', () => {
    const secret = 'SECRET';
    const texts = fc.record({
      visibility: fc.constantFrom('hidden', 'after-due'),
      status: fc.constantFrom('passed', 'failed', 'inconclusive'),
      hiddenPoints: fc.constantFrom('shown', 'withheld'),
    });
    fc.assert(
      fc.property(texts, ({ visibility, status, hiddenPoints }) => {
        const grade = gradeOf([
          check({}),
          check({
            id: 'a.withheld',
            status,
            visibility,
            points: status === 'inconclusive' ? null : 0,
            reason: `${secret}-reason`,
            expected: `${secret}-expected`,
            actual: `${secret}-actual`,
            hint: `${secret}-hint`,
            mistake: `${secret}-mistake`,
            evidence: [987_654],
            scenarios: [`${secret}-scenario`],
            location: { file: `${secret}.ts`, line: 1, column: 1 },
          }),
          check({
            id: 'a.blocked',
            status: 'skipped',
            reason: `${secret}-blocked`,
            blockedBy: 'a.withheld',
            evidence: [987_654],
          }),
        ]);
        const report = reportOf({ ...grade, hiddenPoints }, student);
        const files = formatNames
          .filter((name) => formats[name].audience === 'as-asked')
          .flatMap((name) => formats[name].render(report, tools));
        for (const text of [JSON.stringify(report), ...files.map((file) => file.text)]) {
          expect(text).not.toContain(secret);
          expect(text).not.toContain('987654');
        }
      }),
    );
  });

  test('a format that is always for instructors gives nothing away in a test that students may see', () => {
    for (const name of formatNames.filter((each) => formats[each].audience === 'instructor')) {
      const [file] = formats[name].render(reportOf(everyKind, instructor), tools);
      const { tests } = JSON.parse(file?.text ?? '');
      const visible = JSON.stringify(tests.filter((each: { visibility: string }) => each.visibility === 'visible'));
      expect(visible).not.toContain('SECRET');
      expect(visible).not.toContain('fifth-member');
    }
  });

  test('the score is the sum of the points that are in the report', () => {
    fc.assert(
      fc.property(hostileGrade, anyReader, (grade, reader) => {
        const { checks, score, maxScore } = gradeFor(reader, grade);
        const known = checks.filter((each) => each.shown !== 'title');
        expect(score).toBe(known.reduce((sum, { points }) => sum + (points ?? 0), 0));
        expect(maxScore).toBe(known.reduce((sum, each) => sum + each.maxPoints, 0));
        expect(checks.map(({ id }) => id)).toEqual(grade.checks.map(({ id }) => id));
        const visible = checks.filter((each) => each.shown === 'whole');
        for (const each of visible) wholeCheckSchema.parse(each);
      }),
    );
  });
});
