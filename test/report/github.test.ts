/** What GitHub shows of a grade, as data. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { annotationsOf } from '../../src/report/github/annotations.ts';
import { classroomNotices } from '../../src/report/github/notices.ts';
import { failureOf } from '../../src/report/github/outcome.ts';
import { repositoryPath } from '../../src/report/github/repository-path.ts';
import { summaryOf } from '../../src/report/github/summary.ts';
import { utf8Bytes } from '../../src/report/utf8-bytes.ts';
import { commandsIn } from '../support/runner.ts';
import { checkResult, gradeOf } from './grades.ts';
import { anyReader, everyKind, hostileCheck, hostileText, reportOf, student } from './hostile.ts';

const manyChecks = fc
  .tuple(fc.array(hostileCheck, { maxLength: 40 }), anyReader)
  .map(([checks, reader]) => reportOf(gradeOf(checks), reader).grade);
const failed = { status: 'failed', points: 0 } as const;
const annotate = (...checks: Parameters<typeof checkResult>[0][]) =>
  annotationsOf(reportOf(gradeOf(checks.map(checkResult)), student).grade, 'week-3');

describe('annotations', () => {
  test('are at most nine errors and ten warnings, each as long as GitHub keeps it', () => {
    fc.assert(
      fc.property(manyChecks, hostileText, (grade, folder) => {
        const annotations = annotationsOf(grade, folder);
        const count = (level: string) => annotations.filter((each) => each.level === level).length;
        expect(count('error')).toBeLessThanOrEqual(9);
        expect(count('warning')).toBeLessThanOrEqual(10);
        for (const { title, message, file, line, column } of annotations) {
          expect(message.length).toBeLessThan(4096);
          expect(title.length).toBeLessThanOrEqual(255);
          expect(title).not.toContain('\n');
          expect(commandsIn(`${title}\n${message}`)).toEqual([]);
          expect((message + title).replaceAll('\n', '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
          if (file !== null) expect(file).not.toMatch(/^\/|(^|\/)\.{1,2}(\/|$)|\/$|\\/);
          if (file === null) expect(line).toBeNull();
          if (line === null) expect(column).toBeNull();
        }
      }),
    );
  });

  test('say in the last one how many more there are', () => {
    const lost = (status: 'failed' | 'skipped') =>
      Array.from({ length: 14 }, (_, index) => ({
        status,
        points: 0,
        maxPoints: index + 1,
        reason: `Fault ${index}.`,
      }));
    const annotations = annotate(...lost('failed'), ...lost('skipped'));
    const titles = (level: string) => annotations.filter((each) => each.level === level).map(({ title }) => title);
    expect(titles('error')).toHaveLength(9);
    expect(titles('error')[0]).toContain('0 of 14 points');
    expect(titles('error').at(-1)).toBe('6 more checks lost 21 points');
    expect(titles('warning')).toHaveLength(10);
    expect(titles('warning').at(-1)).toBe('5 more checks without 15 points');
    expect(annotate(...lost('failed').slice(0, 9)).at(-1)?.title).toContain('0 of 1 point');
  });

  test('are cut at a character where there is more to say than GitHub keeps', () => {
    const long = '🎷'.repeat(600);
    const [annotation] = annotate({ ...failed, title: long, reason: long, expected: long, actual: long, hint: long });
    expect(annotation?.message).toMatch(/🎷…$/u);
    expect(annotation?.message.length).toBeGreaterThan(3990);
    expect(annotation?.message.length).toBeLessThanOrEqual(4000);
    expect(annotation?.title).toMatch(/^(🎷)+…$/u);
    expect(annotation?.title.length).toBeLessThanOrEqual(250);
  });

  test('leave out what passed, and what students must not see', () => {
    const { grade } = reportOf(everyKind, student);
    const annotations = annotationsOf(grade, '.');
    expect(annotations.map(({ level, file, line }) => ({ level, file, line }))).toEqual([
      { level: 'error', file: 'consumer.ts', line: 12 },
      { level: 'error', file: null, line: null },
      { level: 'warning', file: null, line: null },
      { level: 'warning', file: null, line: null },
    ]);
    expect(JSON.stringify(annotations)).not.toMatch(/SECRET|fifth-member/);
  });

  test('are one for checks with the same fault, by what they cost together', () => {
    const same = { ...failed, reason: 'It does not compile.', location: { file: 'consumer.ts', line: 3, column: 0 } };
    expect(
      annotate(
        { ...failed, id: 'a.other', title: 'another', maxPoints: 6, reason: 'Another.', file: 'producer.ts' },
        { ...same, id: 'a.one', title: 'one', maxPoints: 5 },
        { ...same, id: 'a.two', title: 'two', maxPoints: 4 },
      ),
    ).toEqual([
      {
        level: 'error',
        title: '2 checks, 9 points: one; two',
        message: 'It does not compile.',
        file: 'week-3/consumer.ts',
        line: 3,
        column: null,
      },
      {
        level: 'error',
        title: 'another: 0 of 6 points',
        message: 'Another.',
        file: 'week-3/producer.ts',
        line: null,
        column: null,
      },
    ]);
  });

  test('are on no file where the checks are about different ones', () => {
    const [both] = annotate({ ...failed, file: 'consumer.ts' }, { ...failed, file: 'producer.ts' });
    expect(both).toMatchObject({ file: null, line: null });
  });
});

describe('a path in the repository', () => {
  test.for<[folder: string, file: string, path: string | null]>([
    ['.', 'consumer.ts', 'consumer.ts'],
    ['', 'src/consumer.ts', 'src/consumer.ts'],
    ['week-3/', './src//consumer.ts', 'week-3/src/consumer.ts'],
    ['week-3', '../shared/orders.ts', 'shared/orders.ts'],
    ['week-3', '../../orders.ts', null],
    ['..', 'consumer.ts', null],
    ['/etc', 'passwd', null],
    ['.', '/etc/passwd', null],
    ['.', 'C:\\consumer.ts', null],
    ['week-3', 'src\\consumer.ts', 'week-3/src/consumer.ts'],
    ['.', '..\\consumer.ts', null],
    ['.', 'a\nb.ts', null],
    ['.', '.', null],
  ])('%j with %j is %j', ([folder, file, path]) => {
    expect(repositoryPath(folder, file)).toBe(path);
  });
});

describe('the summary', () => {
  test('never takes more than its room, and ends with a whole part', () => {
    fc.assert(
      fc.property(manyChecks, fc.integer({ min: -10, max: 30_000 }), (grade, room) => {
        const summary = summaryOf({ grade, stories: [], urlOf: () => null }, room);
        expect(utf8Bytes(summary)).toBe(Buffer.byteLength(summary));
        expect(utf8Bytes(summary)).toBeLessThanOrEqual(Math.max(0, room));
        expect(commandsIn(summary)).toEqual([]);
        expect(summary.match(/^<details>$/gm)?.length).toBe(summary.match(/^<\/details>$/gm)?.length);
        if (summary !== '') expect(summary).toMatch(/^## `/);
      }),
    );
  });

  test('counts bytes as UTF-8 does', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(utf8Bytes(text)).toBe(Buffer.byteLength(text));
      }),
    );
  });
});

describe('the end of the step', () => {
  test('is a failure for anything but full marks', () => {
    expect(failureOf(reportOf(gradeOf([checkResult({})])).grade)).toBeNull();
    expect(failureOf(reportOf(everyKind).grade)).toMatch(/^Not graded, through no fault of the submission: /);
    expect(failureOf(reportOf(gradeOf([checkResult({}), checkResult(failed)])).grade)).toBe(
      '7 of 14 points: 1 check lost points. The annotations and the summary of this job say why.',
    );
  });

  test('posts no points where there are none to post', () => {
    expect(classroomNotices(reportOf(everyKind).grade)).toEqual([]);
    expect(classroomNotices(reportOf(gradeOf([checkResult({ visibility: 'hidden' })]), student).grade)).toEqual([]);
  });
});
