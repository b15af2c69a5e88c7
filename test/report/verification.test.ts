import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Grade } from '../../src/grade/grade.ts';
import { verifyGrade } from '../../src/grade/verify-grade.ts';
import { type Look, noPaint } from '../../src/report/terminal/look.ts';
import { renderVerification } from '../../src/report/terminal/verification.ts';
import { checkResult, gradeOf } from './grades.ts';
import { hostileGrade } from './hostile.ts';

const wide: Look = { widthColumns: 80, charset: 'unicode', paint: noPaint };
const prints = checkResult({});
const lossy = checkResult({ status: 'failed', points: 0, reason: 'One value was not printed.' });
const leaves = checkResult({ id: 'shutdown.leaves-group', title: 'leaves its group', maxPoints: 2, points: 2 });
const open = checkResult({ ...leaves, status: 'inconclusive', points: null, reason: 'The broker did not answer.' });
const rubric = [prints, leaves].map(({ id, title, maxPoints }) => ({ id, title, points: maxPoints }));

const whole = gradeOf([prints, leaves]);
const again = (grade: Grade): Grade => ({ ...grade, startedAt: '2026-11-23T10:00:00Z' });
const rendered = (recorded: Grade, regraded: Grade, look = wide) =>
  renderVerification(verifyGrade({ recorded, regraded: again(regraded), rubric }), look).split('\n');
const verdict = (recorded: Grade, regraded: Grade) => {
  const lines = rendered(recorded, regraded);
  return lines.slice(0, lines.indexOf('')).join(' ');
};

describe('the verdict comes first', () => {
  test('earned', () => {
    expect(rendered(whole, whole)).toEqual([
      'The grade was earned by this folder: graded again, it gets the same 9 of 9',
      'points, check by check.',
      '',
      'ada · kafka-consumers',
      '  9 of 9 points in both',
      '  Another run; submission, rubric and versions are the same.',
      '',
    ]);
  });

  test('not earned, and what differs', () => {
    expect(rendered(whole, gradeOf([lossy, leaves]))).toEqual([
      'The grade is not what this folder earns: it says 9 of 9 points, and graded again',
      'the folder gets 2 of 9 points.',
      '',
      'ada · kafka-consumers',
      '  9 → 2 of 9 points: 0 gained, 7 lost',
      '  Another run; submission, rubric and versions are the same.',
      '',
      '  -7  prints every value of the topic                                 7 → 0 of 7',
      '      consume.prints-every-value',
      '      now     failed: One value was not printed.',
      '',
    ]);
  });

  test('of other files', () => {
    const other = { ...whole, submission: { ...whole.submission, sha256: '77b0e12a99887766' } };
    expect(verdict(whole, other)).toBe(
      'The points are the same, but the grade is of other files: its fingerprint is 00, and that of this folder 77b0e12a9988.',
    );
    const worse = { ...gradeOf([lossy, leaves]), submission: other.submission };
    expect(verdict(whole, worse)).toBe(
      'The grade is of other files, and not what this folder earns: it says 9 of 9 points, and graded again the folder gets 2 of 9 points.',
    );
  });

  test('the same sum from other checks', () => {
    const left = gradeOf([
      { ...prints, points: 2, maxPoints: 2 },
      { ...leaves, status: 'failed', points: 0 },
    ]);
    const right = gradeOf([{ ...prints, status: 'failed', points: 0, maxPoints: 2 }, leaves]);
    expect(verdict(left, right)).toBe(
      'The grade is not what this folder earns: the sum is the same 2 of 4 points, but not every check ends as recorded.',
    );
  });

  test('a grade that contradicts itself, and how', () => {
    expect(verdict({ ...gradeOf([lossy, leaves]), score: 9 }, gradeOf([lossy, leaves]))).toBe(
      'The grade contradicts itself, as no grade does that kafka-grader wrote; graded again, the folder gets 2 of 9 points. ' +
        'It says 9 points, and its own checks add up to 2.',
    );
  });

  test('nothing is confirmed where one of them is not final', () => {
    const unsure = gradeOf([prints, open]);
    expect(verdict(unsure, whole)).toBe('The recorded grade is not final, so there is nothing to confirm yet.');
    expect(verdict(whole, unsure)).toBe(
      'The new grading is not final, through no fault of the submission, so nothing is confirmed; verify it again.',
    );
    expect(verdict(unsure, unsure)).toBe(
      'Neither the recorded grade nor the new one is final, so nothing is confirmed.',
    );
  });
});

describe('below it stands', () => {
  test('what the grade does not hold, also where the rest was earned', () => {
    const less = gradeOf([leaves]);
    expect(rendered(less, less).slice(0, 4)).toEqual([
      'The grade was earned by this folder: graded again, it gets the same 2 of 2',
      'points, check by check.',
      'It holds 1 of the 2 checks of kafka-consumers; the others were not asked.',
      '',
    ]);
  });

  test('that the rubric was another one, where that may explain it', () => {
    const reweighed = { ...whole, grader: { ...whole.grader, rubricSha256: '11' } };
    expect(verdict(reweighed, gradeOf([lossy, leaves]))).toContain(
      'It was made with another rubric than this one; where that was a file, name it with --rubric.',
    );
    expect(rendered(reweighed, whole)).toContain('  the rubric changed, or what was asked for: 11 → 00');
    expect(verdict(reweighed, whole)).not.toContain('--rubric');
  });

  test('the workflows that a student was not given, as they were and as they are', () => {
    const running = (sha256: string, state: 'as-given' | 'changed') => ({
      ...whole,
      repository: { workflows: [{ path: '.github/workflows/grade.yml', sha256: sha256.repeat(64), state }] },
    });
    const given = running('a', 'as-given');
    const changed = running('b', 'changed');
    expect(verdict(given, given)).not.toContain('grade.yml');
    const told =
      '.github/workflows/grade.yml is not as kafka-grader init writes it: what ran on a push may not be this grader.';
    expect(verdict(changed, given)).toContain(told);
    expect(verdict(given, changed)).toContain(told);
    expect(verdict(changed, changed).split(told)).toHaveLength(2);
    expect(rendered(given, changed).join('\n')).toContain(
      '  other workflow files: .github/workflows/grade.yml aaaaaaaa →\n  .github/workflows/grade.yml bbbbbbbb\n',
    );
  });

  test('the commit, where it is another', () => {
    const pushed = { ...whole, submission: { ...whole.submission, commit: '0123456789abcdef' } };
    expect(rendered(pushed, whole)).toContain('  another commit: 01234567 → none');
  });
});

test('nothing in a forged grade steers the terminal', () => {
  fc.assert(
    fc.property(hostileGrade, (forged) => {
      const text = rendered(forged, whole, { ...wide, charset: 'ascii' }).join('\n');
      expect(text).toMatch(/^[\x20-\x7e\n]*$/);
      expect(text).not.toMatch(/^ *::[a-z-]+/m);
    }),
  );
});
