/** Grades whose every text is whatever a program may have written, and reports of them. */
import fc from 'fast-check';
import { workflowStates } from '../../src/evidence/observation.ts';
import type { CheckResult, Grade } from '../../src/grade/grade.ts';
import { visibilities } from '../../src/grade/rubric.ts';
import { gradeFor, type Reader } from '../../src/report/audience.ts';
import { noClassroom50Run } from '../../src/report/classroom50/run.ts';
import type { Rendered, Tools } from '../../src/report/rendered.ts';
import type { Report } from '../../src/report/report.ts';
import { checkResult, gradeOf } from './grades.ts';

export const instructor: Reader = { audience: 'instructor', due: 'before' };
export const student: Reader = { audience: 'student', due: 'before' };
export const anyReader: fc.Arbitrary<Reader> = fc.record({
  audience: fc.constantFrom('student', 'instructor'),
  due: fc.constantFrom('before', 'after'),
});

export function reportOf(grade: Grade, reader: Reader = instructor): Report {
  return { audience: reader.audience, grade: gradeFor(reader, grade), stories: [], witnesses: [], pages: [] };
}

export const tools: Tools = {
  sha256Base64: (text) => String(text.length),
  base64: (text) => Buffer.from(text).toString('base64'),
  classroom50: noClassroom50Run,
};

/** The text of the one file that a format makes. */
export function textOf([file, ...others]: readonly Rendered[]): string {
  if (!file || others.length > 0) throw new Error('Not one file.');
  return file.text;
}

const attacks = [
  ']]>',
  '<!--',
  '</script><script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '</details></summary>',
  '::error::gone',
  '\n::add-mask::x',
  '##[error]gone',
  '\u001b[2J\u001b]0;title\u0007',
  '\u0000',
  '\ud800',
  '\udc00',
  '\ufffe',
  '\u202etxt.exe',
  '@octocat',
  '#1',
  'GH-1',
  'owner/repo#1',
  '!1',
  '~label',
  'https://example.com/x',
  'www.example.com',
  'someone@example.com',
  '[x](javascript:alert(1))',
  '![x](https://example.com/x.png)',
  '`',
  '``` ',
  '``',
  '|',
  '| a | b |\n|---|---|',
  '\\',
  '*a*',
  '_b_',
  '~~c~~',
  '# heading',
  '\n\n---\n\n',
  '- [ ] task',
  '[^1]',
  ':rocket:',
  '$x$',
  '&lt;b&gt;',
  '&amp;',
  '"',
  "'",
  '\r\n',
  '\t',
  '/close',
  'deadbeefcafe',
  'x'.repeat(5000),
  '\u0001'.repeat(5000),
];
export const hostileText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) }),
  fc.array(fc.constantFrom(...attacks, ' ', 'word', 'Sentence.'), { maxLength: 8 }).map((parts) => parts.join('')),
);
const maybeText = fc.option(hostileText, { nil: null });
const statuses = ['passed', 'failed', 'skipped', 'inconclusive'] as const;

export const hostileCheck: fc.Arbitrary<CheckResult> = fc
  .record({
    id: hostileText,
    title: hostileText,
    status: fc.constantFrom(...statuses),
    visibility: fc.constantFrom(...visibilities),
    reason: hostileText,
    expected: maybeText,
    actual: maybeText,
    hint: maybeText,
    mistake: maybeText,
    blockedBy: maybeText,
    location: fc.option(fc.record({ file: hostileText, line: fc.nat(), column: fc.nat() }), { nil: null }),
    maxPoints: fc.integer({ min: 0, max: 20 }),
  })
  .map((given) => checkResult({ ...given, points: pointsOf(given.status, given.maxPoints) }));

export const hostileGrade: fc.Arbitrary<Grade> = fc
  .record({
    checks: fc.array(hostileCheck, { maxLength: 6 }),
    id: hostileText,
    exercise: hostileText,
    version: hostileText,
    hiddenPoints: fc.constantFrom('shown', 'withheld'),
    workflow: fc.record({ path: hostileText, sha256: maybeText, state: fc.constantFrom(...workflowStates) }),
  })
  .map(({ checks, id, exercise, version, hiddenPoints, workflow }) => {
    const grade = gradeOf(checks);
    return {
      ...grade,
      exercise,
      hiddenPoints,
      submission: { ...grade.submission, id },
      grader: { ...grade.grader, version },
      repository: { workflows: [workflow] },
    };
  });

export const hostileReport = fc.tuple(hostileGrade, anyReader).map(([grade, reader]) => reportOf(grade, reader));

function pointsOf(status: CheckResult['status'], maxPoints: number): number | null {
  switch (status) {
    case 'passed':
      return maxPoints;
    case 'failed':
      return Math.floor(maxPoints / 3);
    case 'skipped':
      return 0;
    case 'inconclusive':
      return null;
  }
}

/** One check of each kind, a hidden one and one that is blocked by it. */
export const everyKind: Grade = gradeOf([
  checkResult({}),
  checkResult({
    id: 'consume.decodes-json',
    title: 'prints the values intact, as JSON',
    status: 'failed',
    points: 0,
    maxPoints: 4,
    reason: 'The order ord-9f31c2 was printed with another amount than the record has.',
    expected: '{"orderId":"ord-9f31c2","amount":41.9}',
    actual: 'amount: 41',
    hint: 'The amounts lose what stands after the point: is parseInt at work?',
    mistake: 'rounded-numbers',
    location: { file: 'consumer.ts', line: 12, column: 5 },
  }),
  checkResult({
    id: 'answers.consumer-groups',
    title: 'predicts what groups do',
    status: 'failed',
    points: 2,
    maxPoints: 4,
    reason: '3 of 6 answers are right.',
  }),
  checkResult({
    id: 'group.fifth-member-idles',
    title: 'the fifth member idles',
    status: 'failed',
    points: 0,
    maxPoints: 5,
    visibility: 'hidden',
    reason: 'Its owner SECRET-REASON printed.',
    actual: 'SECRET-ACTUAL',
    evidence: [412],
  }),
  checkResult({
    id: 'group.idle-member-takes-over',
    title: 'the idle member takes over when an owner leaves',
    status: 'skipped',
    points: 0,
    maxPoints: 5,
    reason: 'No member idled, see SECRET-BLOCKER.',
    blockedBy: 'group.fifth-member-idles',
    evidence: [412],
  }),
  checkResult({
    id: 'offsets.commits-progress',
    title: 'commits what it has printed',
    status: 'inconclusive',
    points: null,
    maxPoints: 2,
    reason: 'The broker did not answer.',
  }),
]);

/** The same, with all of it decided. */
export const everyKindFinal: Grade = gradeOf(everyKind.checks.filter(({ status }) => status !== 'inconclusive'));
