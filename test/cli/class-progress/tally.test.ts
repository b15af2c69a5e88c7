import { expect, test } from 'vitest';
import type { ClassEvent } from '../../../src/batch/class-event.ts';
import { boardLines } from '../../../src/cli/class-progress/board-lines.ts';
import { Tally } from '../../../src/cli/class-progress/tally.ts';
import { duration, wordsOfRate } from '../../../src/cli/class-progress/words.ts';
import { checkResult, gradeOf } from '../../report/grades.ts';

const final = gradeOf([checkResult({})]);
const open = gradeOf([checkResult({ status: 'inconclusive', points: null })]);

/** A tally of four that was told these things, each 15 seconds after the one before. */
function tallyOf(...events: readonly ClassEvent[]): Tally {
  let nowMs = 1000;
  const tally = new Tally(4, () => nowMs);
  for (const event of events) {
    nowMs += 15_000;
    tally.add(event);
  }
  return tally;
}

const settled = (id: string, attempts: number, grade = final): ClassEvent => ({
  type: 'settled',
  outcome: { id, attempts, status: 'graded', grade },
});

test('nothing is said of a rate before anything was graded', () => {
  expect(wordsOfRate(tallyOf(settled('ada', 0)))).toBe('');
  expect(boardLines(tallyOf(settled('ada', 0)), 200)).toEqual([
    '███████░░░░░░░░░░░░░░░░░░░░░░░  1 of 4 graded, 1 from before, 15 s',
  ]);
});

test('what was there from before says nothing about how fast it goes', () => {
  const tally = tallyOf(settled('ada', 0), { type: 'began', id: 'bob', attempt: 1 }, settled('bob', 1));
  expect(wordsOfRate(tally)).toBe('1.3 a minute, 90 s left');
});

test('who is being graded is shown with the scenarios that are played, and no longer than that', () => {
  const began: ClassEvent[] = [
    { type: 'began', id: 'bob', attempt: 1 },
    { type: 'scenario-began', id: 'bob', scenario: 'reading' },
    { type: 'scenario-began', id: 'bob', scenario: 'scaling' },
    { type: 'scenario-ended', id: 'bob', scenario: 'reading' },
    { type: 'began', id: 'cid\u001b[2J', attempt: 2 },
  ];
  expect(boardLines(tallyOf(...began), 200).slice(1)).toEqual([
    '  bob                        60 s  scaling',
    '  cid\\u{1b}[2J                0 s  attempt 2: being prepared',
  ]);
  expect(
    boardLines(tallyOf(...began, { type: 'put-back', id: 'bob', why: '' }, settled('cid\u001b[2J', 2, open)), 200),
  ).toEqual([
    '███████░░░░░░░░░░░░░░░░░░░░░░░  1 of 4 graded, 1 not final, 1 begun again, 2 min, 0.6 a minute, 5 min left',
  ]);
});

test('a line never wraps', () => {
  const tally = tallyOf({ type: 'began', id: 'b'.repeat(200), attempt: 1 });
  for (const line of boardLines(tally, 40)) expect(line.length).toBeLessThan(40);
});

test.each([
  [0, '0 s'],
  [99_000, '99 s'],
  [120_000, '2 min'],
  [5_940_000, '99 min'],
  [7_500_000, '2 h 05 min'],
])('%i ms are %s', (ms, words) => {
  expect(duration(ms)).toBe(words);
});
