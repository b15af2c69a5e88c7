/** What somebody who watches is told: checks as they are decided, and then what changed. */
import { describe, expect, test } from 'vitest';
import { newsSince } from '../../src/grade/news.ts';
import { type Look, noPaint } from '../../src/report/terminal/look.ts';
import { renderRound } from '../../src/report/terminal/round.ts';
import { verdictLines } from '../../src/report/terminal/verdict-lines.ts';
import { checkResult, gradeOf } from './grades.ts';

const narrow: Look = { widthColumns: 60, charset: 'unicode', paint: noPaint };
const marked: Look = { ...narrow, paint: { ...noPaint, faint: (text) => `<faint>${text}</faint>` } };
const lines = (text: string) => text.split('\n');

const prints = checkResult({});
const decodes = checkResult({
  id: 'consume.decodes-json',
  title: 'prints the values intact, as JSON',
  status: 'failed',
  points: 0,
  maxPoints: 4,
  reason: 'The order ord-9f31c2 was printed with another amount.',
});
const decodesNow = { ...decodes, status: 'passed' as const, points: 4, reason: 'All are intact.' };
const noLonger = { ...prints, status: 'failed' as const, points: 0, reason: 'Nothing was printed.' };

describe('checks as they are decided', () => {
  const told = (before: Parameters<typeof newsSince>[0], checks: Parameters<typeof newsSince>[1], look = narrow) =>
    verdictLines(newsSince(before, checks), [], look);

  test('say what they say the first time, and why they do not pass', () => {
    expect(told(null, [prints, decodes])).toEqual([
      '  ✔ prints every value of the topic       passes         7/7',
      '  ✘ prints the values intact, as JSON     fails          0/4',
      '      The order ord-9f31c2 was printed with another amount.',
    ]);
  });

  test('are marked where they say something else now', () => {
    expect(told(gradeOf([prints, decodes]), [noLonger, decodesNow])).toEqual([
      '  ✘ prints every value of the topic       fails now      0/7',
      '      Nothing was printed.',
      '  ✔ prints the values intact, as JSON     passes now     4/4',
    ]);
  });

  test('are faint, and without their reason, where they say the same', () => {
    expect(told(gradeOf([prints, decodes]), [decodes], marked)).toEqual([
      '<faint>  ✘ prints the values intact, as JSON     fails          0/4</faint>',
    ]);
  });

  test('give one reason once, also over several tellings', () => {
    const same = { ...noLonger, id: 'consume.keeps-order', title: 'keeps the order' };
    const [first] = newsSince(null, [noLonger]);
    expect(verdictLines(newsSince(null, [same]), first ? [first] : [], narrow)).toEqual([
      '  ✘ keeps the order                       fails          0/7',
    ]);
  });
});

describe('a round', () => {
  test('shows the score before and now, what was gained and lost, and what is still to be mended', () => {
    const exits = checkResult({
      id: 'produce.exits',
      title: 'exits',
      status: 'failed',
      points: 0,
      maxPoints: 2,
      reason: 'It hung.',
    });
    const before = gradeOf([prints, decodes, exits]);
    const now = gradeOf([noLonger, decodesNow, exits]);
    expect(lines(renderRound({ before, now, tookMs: 2340 }, narrow))).toEqual([
      '  7 → 4 of 13 points  ███████░░░░░░░░░░░░░░░░░░  after 2.3 s',
      '',
      'Gained',
      '  ✔ prints the values intact, as JSON                    4/4',
      '',
      'Lost',
      '  ✘ prints every value of the topic                      0/7',
      '    consume.prints-every-value',
      '      Nothing was printed.',
      '',
      'Still to be mended',
      '  ✘ exits                                                0/2',
      '    produce.exits',
      '      It hung.',
      '',
    ]);
  });

  test('is one line where everything passes', () => {
    const now = gradeOf([prints]);
    expect(lines(renderRound({ before: now, now, tookMs: 160 }, { ...narrow, charset: 'ascii' }))).toEqual([
      '  7 of 7 points  ##############################  after 0.2 s',
      '',
    ]);
  });

  test('says where it is not final', () => {
    const open = checkResult({ status: 'inconclusive', points: null, reason: 'The broker did not answer.' });
    const text = renderRound({ before: gradeOf([prints]), now: gradeOf([open]), tookMs: 160 }, narrow);
    expect(text).toContain('Not final: through no fault of the submission, 1 check');
    expect(text).toContain('Changed\n  ? prints every value');
  });

  test('lets nothing that a submission wrote steer the terminal', () => {
    const hostile = { ...noLonger, reason: 'It printed \u001b[2J\u202e and more.' };
    const [change] = newsSince(null, [hostile]);
    const text = renderRound({ before: null, now: gradeOf([hostile]), tookMs: 1 }, narrow);
    const all = [text, ...verdictLines(change ? [change] : [], [], narrow)].join('');
    expect(all).toContain('\\u{1b}[2J\\u{202e} and more');
    expect(all).not.toContain('\u001b');
    expect(all).not.toContain('\u202e');
  });
});
