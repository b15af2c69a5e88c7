import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareGradings, type Grading } from '../../src/grade/compare-gradings.ts';
import type { CheckResult, Grade } from '../../src/grade/grade.ts';
import { columnsOf } from '../../src/report/terminal/columns.ts';
import { renderDifference } from '../../src/report/terminal/difference.ts';
import { type Look, noPaint } from '../../src/report/terminal/look.ts';
import { checkResult, gradeOf } from './grades.ts';

const wide: Look = { widthColumns: 80, charset: 'unicode', paint: noPaint };

function rendered(before: Grading, after: Grading, look = wide): string[] {
  const comparison = compareGradings(before, after);
  if (comparison === null) throw new Error('a grade and a batch');
  return renderDifference(comparison, before.of, { before: 'old', after: 'new' }, look).split('\n');
}

const one = (...checks: CheckResult[]): Grading => ({ of: 'one', grade: gradeOf(checks) });
const batch = (grades: Record<string, Grade>): Grading => ({ of: 'batch', grades: new Map(Object.entries(grades)) });

const prints = checkResult({});
const lossy = checkResult({
  status: 'failed',
  points: 0,
  reason: 'The record at offset 17 of partition 2 was not printed.',
});
const idles = checkResult({ id: 'group.fifth-member-idles', title: 'the fifth member idles', maxPoints: 5, points: 5 });
const leaves = checkResult({ id: 'shutdown.leaves-group', title: 'leaves its group', maxPoints: 2, points: 2 });
const open = checkResult({ ...leaves, status: 'inconclusive', points: null, reason: 'The broker did not answer.' });

describe('two grades', () => {
  test('that are the same', () => {
    expect(rendered(one(prints), one(prints))).toEqual([
      'ada · kafka-consumers',
      '  7 of 7 points in both',
      '  Both judge the same run.',
      '',
    ]);
  });

  test('that differ: what each check was and is worth, and why', () => {
    const before = gradeOf([lossy, idles, leaves]);
    const after = gradeOf([
      { ...prints, reason: 'All 24 values were printed, each of them once and in the order of its partition.' },
      { ...idles, status: 'failed', points: 0, reason: 'The fifth member was given partition 0.' },
      { ...leaves, status: 'skipped', points: 0, maxPoints: 3, reason: 'It never joined.' },
    ]);
    const later = { ...after, grader: { ...after.grader, version: '1.3.0', rubricSha256: '11111111222' } };
    expect(rendered({ of: 'one', grade: before }, { of: 'one', grade: later })).toEqual([
      'ada · kafka-consumers',
      '  7 of 14 → 7 of 15 points: 7 gained, 7 lost',
      '  Both judge the same run.',
      '  the rubric changed, or what was asked for: 00 → 11111111',
      '  another kafka-grader: 1.2.3 → 1.3.0',
      '',
      '  +7  prints every value of the topic                                 0 → 7 of 7',
      '      consume.prints-every-value',
      '      before  failed: The record at offset 17 of partition 2 was not printed.',
      '      now     passed: All 24 values were printed, each of them once and in the',
      '              order of its partition.',
      '',
      '  -5  the fifth member idles                                          5 → 0 of 5',
      '      group.fifth-member-idles',
      '      now     failed: The fifth member was given partition 0.',
      '',
      '  -2  leaves its group                                           2 of 2 → 0 of 3',
      '      shutdown.leaves-group',
      '      now     skipped: It never joined.',
      '',
    ]);
  });

  test('of which one is not final: what is open is not zero', () => {
    expect(rendered(one(prints, open), one(prints, leaves)).slice(1)).toEqual([
      '  7 of 9 (not final) → 9 of 9 points: 0 gained, 0 lost, 1 open in one of them',
      '  Both judge the same run.',
      '',
      '   ?  leaves its group                                             open → 2 of 2',
      '      shutdown.leaves-group',
      '      before  inconclusive: The broker did not answer.',
      '      now     passed: All 24 values were printed.',
      '',
    ]);
  });

  test('that were asked other checks, and the same points for another reason', () => {
    const skipped = checkResult({ ...lossy, status: 'skipped', reason: 'It never joined.' });
    const lines = rendered(one(lossy, idles), one(skipped, leaves));
    expect(lines).toContain('   ~  prints every value of the topic                                 0 → 0 of 7');
    expect(lines).toContain('  +2  leaves its group                                        not asked → 2 of 2');
    expect(lines).toContain('  -5  the fifth member idles                                  5 of 5 → not asked');
  });

  test('of another run in which nothing that is known explains the difference', () => {
    const again = { ...gradeOf([prints]), startedAt: '2026-11-23T10:00:00Z' };
    expect(rendered(one(lossy), { of: 'one', grade: again })).toContain(
      '  Another run; submission, rubric and versions are the same.',
    );
  });

  test('in ASCII', () => {
    const look: Look = { ...wide, charset: 'ascii' };
    expect(rendered(one(lossy), one(prints), look).slice(0, 2)).toEqual([
      'ada - kafka-consumers',
      '  0 -> 7 of 7 points: 7 gained, 0 lost',
    ]);
  });
});

describe('two batches', () => {
  const graded = (sha256: string, ...checks: CheckResult[]): Grade => {
    const grade = gradeOf(checks);
    return { ...grade, startedAt: `${sha256}`, grader: { ...grade.grader, rubricSha256: sha256 } };
  };

  test('what explains every difference is said once, and who is in one alone', () => {
    const before = batch({
      ada: graded('a', lossy),
      bob: graded('a', prints),
      cid: graded('a', prints),
      dan: graded('a', prints),
    });
    const changed = graded('b', lossy);
    const after = batch({
      ada: graded('b', prints),
      bob: { ...changed, submission: { ...changed.submission, sha256: '99' } },
      cid: graded('b', prints),
      eve: graded('b', prints),
    });
    expect(rendered(before, after)).toEqual([
      'The grades of 2 of 3 submissions differ.',
      '  the rubric changed, or what was asked for: a → b',
      '  Graded only in old: dan',
      '  Graded only in new: eve',
      '',
      'ada · kafka-consumers',
      '  0 → 7 of 7 points: 7 gained, 0 lost',
      '',
      '  +7  prints every value of the topic                                 0 → 7 of 7',
      '      consume.prints-every-value',
      '      before  failed: The record at offset 17 of partition 2 was not printed.',
      '      now     passed: All 24 values were printed.',
      '',
      'bob · kafka-consumers',
      '  7 → 0 of 7 points: 0 gained, 7 lost',
      '  the submission changed: 00 → 99',
      '',
      '  -7  prints every value of the topic                                 7 → 0 of 7',
      '      consume.prints-every-value',
      '      now     failed: The record at offset 17 of partition 2 was not printed.',
      '',
    ]);
  });

  test('that are the same, or have nobody in common', () => {
    const ada = batch({ ada: gradeOf([prints]) });
    expect(rendered(ada, ada)).toEqual(['No difference between the grades of 1 submission.', '']);
    expect(rendered(ada, batch({ bob: gradeOf([prints]) }))[0]).toBe('No submission was graded in both.');
  });

  test('everybody who is in one alone is named, however many they are', () => {
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`student-${i}`, gradeOf([prints])]));
    const lines = rendered(batch({ ada: gradeOf([prints]), ...many }), batch({ ada: gradeOf([prints]) }));
    expect(lines.join(' ').match(/student-\d+/g)).toHaveLength(300);
    expect(lines.every((line) => columnsOf(line) <= 80)).toBe(true);
  });
});

test('nothing in a grade steers the terminal, and words of any length but the longest fit it', () => {
  const anyText = fc
    .array(fc.string({ unit: 'binary', maxLength: 3 }), { maxLength: 40 })
    .map((words) => words.join(' '));
  const anyCheck = fc
    .record({ id: fc.constantFrom('a', 'b'), title: anyText, reason: anyText, passes: fc.boolean() })
    .map(({ passes, ...told }) => checkResult({ ...told, ...(passes ? {} : { status: 'failed', points: 0 }) }));
  const anyGrading = fc.uniqueArray(anyCheck, { selector: ({ id }) => id }).map((checks) => one(...checks));
  fc.assert(
    fc.property(
      anyGrading,
      anyGrading,
      fc.constantFrom('unicode' as const, 'ascii' as const),
      (before, after, charset) => {
        for (const line of rendered(before, after, { ...wide, charset })) {
          expect(line).not.toMatch(charset === 'ascii' ? /[^\x20-\x7e]/ : /[\p{C}\p{Zl}\p{Zp}]/u);
          expect(columnsOf(line)).toBeLessThanOrEqual(80);
        }
      },
    ),
  );
});
