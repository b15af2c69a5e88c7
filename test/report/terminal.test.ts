import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CheckResult } from '../../src/grade/grade.ts';
import { columnsOf } from '../../src/report/terminal/columns.ts';
import { type Look, noPaint } from '../../src/report/terminal/look.ts';
import { renderTerminal } from '../../src/report/terminal/render.ts';
import { checkResult, gradeOf } from './grades.ts';

const narrow: Look = { widthColumns: 60, charset: 'unicode', paint: noPaint };
const lines = (text: string) => text.split('\n');

const mixed = gradeOf([
  checkResult({}),
  checkResult({
    id: 'consume.decodes-json',
    title: 'prints the values intact, as JSON',
    status: 'failed',
    points: 0,
    maxPoints: 4,
    reason: 'The order ord-9f31c2 was printed with another amount than the record has.',
    expected: '{"orderId":"ord-9f31c2","customerId":"c-07","amount":41.9,"items":[]}',
    actual: 'amount: 41',
    hint: 'The amounts lose what stands after the point: is parseInt at work?',
    mistake: 'rounded-numbers',
    location: { file: 'consumer.ts', line: 12, column: 5 },
  }),
  checkResult({
    id: 'group.idle-member-takes-over',
    title: 'the idle member takes over when an owner leaves',
    status: 'skipped',
    points: 0,
    maxPoints: 5,
    reason: 'No member idled that could take over.',
    blockedBy: 'group.fifth-member-idles',
  }),
]);

describe('a report', () => {
  test('shows the score, the checks by area, and for lost points why', () => {
    expect(lines(renderTerminal(mixed, [], narrow))).toEqual([
      'ada · kafka-consumers',
      '',
      '  7 of 16 points  ███████████████░░░░░░░░░░░░░░░░░░░░░  43 %',
      '  1 of 3 checks passed, 1 failed, 1 skipped',
      '',
      'consume 7/11',
      '  ✔ prints every value of the topic                      7/7',
      '  ✘ prints the values intact, as JSON                    0/4',
      '    consume.decodes-json',
      '      The order ord-9f31c2 was printed with another amount',
      '      than the record has.',
      '      at          consumer.ts:12:5',
      '      expected    {"orderId":"ord-9f31c2","customerId":"c-07","amount":41.9,"items":[]}',
      '      actual      amount: 41',
      '      hint        The amounts lose what stands after the',
      '                  point: is parseInt at work?',
      '      read        docs/mistakes/rounded-numbers.md',
      '',
      'group 0/5',
      '  – the idle member takes over when an owner leaves      0/5',
      '    group.idle-member-takes-over',
      '      No member idled that could take over.',
      '      blocked by  group.fifth-member-idles',
      '',
      'Kafka 4.1.1 (jvm), 15.4 s, seed tea, kafka-grader 1.2.3',
      '',
    ]);
  });

  test('says last which workflow files a student has changed, if there are any', () => {
    const having = (...states: readonly ('as-given' | 'changed' | 'foreign')[]) => ({
      ...mixed,
      repository: { workflows: states.map((state) => ({ path: `.github/workflows/${state}.yml`, sha256: '', state })) },
    });
    const last = (grade: typeof mixed) => lines(renderTerminal(grade, [], narrow)).slice(-2);
    expect(last(having('as-given', 'foreign'))).toEqual(last(mixed));
    expect(last(having('as-given', 'changed', 'foreign'))).toEqual([
      'Workflow files: .github/workflows/changed.yml changed',
      '',
    ]);
  });

  test('says first that a grade is not final, and what to do', () => {
    const open = checkResult({ status: 'inconclusive', points: null, reason: 'The broker did not answer.' });
    const second = checkResult({ id: 'group.no-double-processing', title: 'processes nothing twice' });
    expect(lines(renderTerminal(gradeOf([open, second]), [], narrow)).slice(0, 14)).toEqual([
      'ada · kafka-consumers',
      '',
      '  This grade is not final. Through no fault of the',
      '  submission, 1 check could not be decided; the score may',
      '  still rise from 7 to 14.',
      '  Grade it again. If that does not help, `kafka-grader',
      '  doctor` shows what this machine lacks. Then show',
      '  grade.json and observations.jsonl to your instructor, and',
      '  to nobody else: they hold what the programs printed.',
      '',
      '  7 of 14 points  ██████████████████░░░░░░░░░░░░░░░░░░  50 %',
      '  1 of 2 checks passed, 1 undecided',
      '',
      'consume 0/7',
    ]);
  });

  test('shows what a failed check earned by the answers that are right', () => {
    const id = 'answers.consumer-groups';
    const text = renderTerminal(gradeOf([checkResult({ id, status: 'failed', points: 2, maxPoints: 4 })]), [], narrow);
    expect(text).toContain('  2 of 4 points  ');
    expect(text).toContain('\nanswers 2/4\n');
    expect(text).toMatch(/^ {2}✘ prints every.* 2\/4$/m);
  });

  test('is all ASCII where the terminal shows nothing else', () => {
    const checks = [
      checkResult({ title: 'keeps each customer’s orders' }),
      checkResult({ status: 'failed', points: 0, reason: 'Printed “Zürich” → 漢…' }),
      checkResult({ status: 'skipped', points: 0 }),
      checkResult({ status: 'inconclusive', points: null }),
    ];
    const text = renderTerminal(gradeOf(checks), [], { ...narrow, charset: 'ascii' });
    expect(text).toMatch(/^[\x20-\x7e\n]*$/);
    expect(text).toContain("  + keeps each customer's orders");
    expect(text).toContain('      Printed "Z\\u{fc}rich" -> \\u{6f22}...');
    expect(text).toMatch(/^ {2}x prints every/m);
    expect(text).toMatch(/^ {2}- prints every/m);
    expect(text).toMatch(/^ {2}\? prints every.*\?\/7$/m);
    expect(text).toContain('#########.....');
  });

  test('tells a reason once where it cost several checks their points', () => {
    const fault = { status: 'failed', points: 0, reason: 'consumer.ts does not compile.' } as const;
    const ids = ['consume.prints-every-value', 'consume.decodes-json', 'group.no-double-processing'];
    const text = renderTerminal(gradeOf(ids.map((id) => checkResult({ ...fault, id }))), [], narrow);
    expect(text.match(/consumer\.ts does not compile\./g)).toHaveLength(1);
    expect(text.match(/For the same reason as consume\.prints-every-value\./g)).toHaveLength(2);
  });

  test('spells out what could steer the terminal, and cuts what is long', () => {
    const actual = `\u001b[2J\u001b]0;title\u0007\r\n\u202etxt ${'x'.repeat(1000)}`;
    const text = renderTerminal(gradeOf([checkResult({ status: 'failed', points: 0, actual })]), [], narrow);
    expect(text).toContain('\\u{1b}[2J\\u{1b}]0;title\\u{7}\\r\\n\\u{202e}txt');
    expect(text).toMatch(/x{500,600}…\n/);
  });

  test('measures what takes two columns or none', () => {
    expect(columnsOf('ab')).toBe(2);
    expect(columnsOf('漢字')).toBe(4);
    expect(columnsOf('e\u0301')).toBe(1);
    expect(columnsOf('✔–█')).toBe(3);
  });

  test('has an empty bar and no percent where nothing was asked', () => {
    expect(renderTerminal(gradeOf([]), [], narrow)).toContain('  0 of 0 points  ░░░');
  });
});

/** Any UTF-16 at all: control characters, bidirectional marks, lone surrogates. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) }),
  fc.string({
    unit: fc.constantFrom(
      '::error::',
      '##[',
      '\u001b',
      '[',
      '3',
      '1',
      'm',
      '\n',
      '\r',
      '\u009b',
      '\u202e',
      '\u2028',
      ' ',
      'word',
      '漢',
    ),
  }),
);
const maybeText = fc.option(anyText, { nil: null });
/** The only text of a check that is the grader's own: it needs no wrapping. */
const anyId = fc.stringMatching(/^[a-z]{1,10}\.[a-z-]{1,24}$/);
const anyCheck: fc.Arbitrary<CheckResult> = fc
  .record({
    id: anyId,
    title: anyText,
    status: fc.constantFrom('passed', 'failed', 'skipped', 'inconclusive'),
    reason: anyText,
    expected: maybeText,
    actual: maybeText,
    hint: maybeText,
    blockedBy: maybeText,
    location: fc.option(fc.record({ file: anyText, line: fc.nat(), column: fc.nat() }), { nil: null }),
  })
  .map((given) => checkResult({ ...given, points: given.status === 'inconclusive' ? null : 3 }));
const anyLook = fc.record({
  widthColumns: fc.integer({ min: 40, max: 140 }),
  charset: fc.constantFrom('unicode', 'ascii'),
  paint: fc.constant(noPaint),
});

describe('whatever the checks say', () => {
  const anyGrade = fc.tuple(fc.array(anyCheck), anyText).map(([checks, id]) => {
    const grade = gradeOf(checks);
    return { ...grade, submission: { ...grade.submission, id } };
  });

  test('nothing survives that could steer a terminal or the log of a workflow', () => {
    fc.assert(
      fc.property(anyGrade, anyLook, (grade, look) => {
        const text = renderTerminal(grade, [], look);
        expect(text.replaceAll('\n', '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
        expect(text).not.toMatch(/^\s*::[a-z-].*::|##\[/im);
      }),
    );
  });

  test('no line is wider than the terminal, but for words that are', () => {
    const roomBesideLabel = 18;
    fc.assert(
      fc.property(anyGrade, anyLook, (grade, look) => {
        const tooWide = lines(renderTerminal(grade, [], look)).filter((line) => columnsOf(line) > look.widthColumns);
        for (const line of tooWide) {
          const longest = Math.max(...line.split(' ').map(columnsOf));
          expect(longest).toBeGreaterThan(look.widthColumns - roomBesideLabel);
        }
      }),
    );
  });

  test('nothing is said in more lines than it has words, and every word of a reason is there', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z.-]{1,30}$/), { minLength: 1, maxLength: 15 }),
        anyLook,
        (words, look) => {
          const check = checkResult({ status: 'failed', points: 0, reason: words.join(' ') });
          const text = renderTerminal(gradeOf([check]), [], look);
          expect(text.split(/\s+/).join(' ')).toContain(`${check.id} ${words.join(' ')} `);
        },
      ),
    );
  });
});
