/** The checks of the page: which stand where, and what is told of each. */
import { describe, expect, test } from 'vitest';
import type { CheckResult } from '../../../src/grade/grade.ts';
import type { Reader } from '../../../src/report/audience.ts';
import { renderHtml } from '../../../src/report/html/render.tsx';
import { checkResult, gradeOf } from '../grades.ts';
import { everyKind, instructor, reportOf, student, textOf, tools } from '../hostile.ts';
import { type Element, elementsIn, named, only, parseMarkup, textIn, withClass } from '../markup.ts';

const pageOf = (checks: CheckResult[], reader: Reader = instructor, hiddenPoints: 'shown' | 'withheld' = 'withheld') =>
  parseMarkup(textOf(renderHtml(reportOf({ ...gradeOf(checks), hiddenPoints }, reader), tools)));

const idOf = ({ attributes }: Element) => attributes.get('id')?.replace('check-', '');
const lostIn = (page: Element) => named(page, 'article').map(idOf);
const foldedIn = (page: Element) =>
  withClass(page, 'check')
    .filter(({ name }) => name === 'details')
    .map(idOf);
const headingsIn = (page: Element) => named(page, 'h2').map(textIn);
const checkIn = (page: Element, id: string) => only(withClass(page, 'check').filter((each) => idOf(each) === id));

const passed = (id: string, given: Partial<CheckResult> = {}) => checkResult({ id, ...given });
const failed = (id: string, points: number, maxPoints: number, given: Partial<CheckResult> = {}) =>
  checkResult({ id, status: 'failed', points, maxPoints, ...given });
const skipped = (id: string, maxPoints: number) => checkResult({ id, status: 'skipped', points: 0, maxPoints });
const open = (id: string, maxPoints: number) => checkResult({ id, status: 'inconclusive', points: null, maxPoints });

describe('the order of the checks', () => {
  test('has what failed by points lost, then what was skipped, then what is open, then what passed', () => {
    const page = pageOf([
      open('a.open', 900),
      passed('a.passed'),
      skipped('a.skipped-less', 2),
      failed('a.partly', 3, 7),
      skipped('a.skipped-more', 800),
      failed('a.most', 0, 5),
      failed('a.nothing-to-lose', 0, 0),
      open('a.open-more', 1000),
    ]);
    expect(lostIn(page)).toEqual([
      'a.most',
      'a.partly',
      'a.nothing-to-lose',
      'a.skipped-more',
      'a.skipped-less',
      'a.open-more',
      'a.open',
    ]);
    expect(foldedIn(page)).toEqual(['a.passed']);
  });

  test('is that of the rubric where as much was lost', () => {
    const ids = ['a.third', 'a.first', 'a.second'];
    expect(lostIn(pageOf(ids.map((id) => failed(id, 0, 4))))).toEqual(ids);
  });

  test('is by area for what passed', () => {
    const page = pageOf([passed('b.one'), passed('a.one'), passed('b.two')]);
    expect(foldedIn(page)).toEqual(['b.one', 'b.two', 'a.one']);
    expect(named(page, 'h3').map(textIn)).toEqual(['b', 'a']);
  });
});

describe('the headings', () => {
  const hidden = passed('a.hidden', { visibility: 'hidden' });
  test.each([
    [[passed('a.x')], ['Every point was reached']],
    [
      [passed('a.x'), failed('a.y', 0, 2)],
      ['Where points were lost', 'What was reached'],
    ],
    [
      [passed('a.x'), failed('a.y', 0, 2), open('a.z', 2)],
      ['Lost or open', 'What was reached'],
    ],
    [[failed('a.y', 0, 2)], ['Where points were lost']],
    [[hidden, passed('a.x')], ['Reached, or not shown']],
    [
      [hidden, failed('a.y', 0, 2)],
      ['Where points were lost', 'Reached, or not shown'],
    ],
  ])('say no more than is known (%#)', (checks, headings) => {
    expect(headingsIn(pageOf(checks, student))).toEqual(headings);
  });
});

describe('a check', () => {
  test('that lost points is told with all that helps', () => {
    const page = parseMarkup(textOf(renderHtml(reportOf(everyKind), tools)));
    const told = textIn(checkIn(page, 'consume.decodes-json'));
    const check = everyKind.checks.find(({ id }) => id === 'consume.decodes-json');
    for (const text of [check?.title, 'failed', '0/4', check?.reason, check?.expected, check?.actual, check?.hint]) {
      expect(told).toContain(text);
    }
    expect(told).toContain('consumer.ts:12:5');
  });

  test('marks what only one of expected and actual has', () => {
    const page = pageOf([failed('a.x', 0, 2, { expected: 'code 0 in time', actual: 'code 137 in time' })]);
    const difference = only(withClass(page, 'difference'));
    expect(named(difference, 'mark').map(textIn)).toEqual(['0', '137']);
    expect(named(difference, 'dd').map(textIn)).toEqual(['code 0 in time', 'code 137 in time']);
  });

  test('that is not decided says so, and has a question mark for its points', () => {
    const check = checkIn(pageOf([open('a.x', 2)]), 'a.x');
    expect(withClass(check, 'points').map(textIn)).toEqual(['?/2']);
    expect(withClass(check, 'status').map(textIn)).toEqual(['undecided']);
  });

  test('tells that the score may rise by what is not decided, where a reader may know', () => {
    const note = (page: Element) => only(withClass(page, 'not-final'));
    const checks = [passed('a.x'), open('a.y', 2)];
    expect(textIn(note(pageOf(checks)))).toContain(
      'a check could not be decided. The score may still rise from 7 to 9.',
    );
    const kept = checks.map((check) => ({ ...check, visibility: 'hidden' as const }));
    expect(textIn(note(pageOf(kept, student)))).not.toContain('may still rise');
    expect(withClass(pageOf([passed('a.x')]), 'not-final')).toEqual([]);
  });
});

describe('a check that is kept from students', () => {
  const secret = failed('a.hidden', 1, 5, {
    title: 'keeps a secret',
    visibility: 'hidden',
    reason: 'SECRET reason',
    expected: 'SECRET expected',
    actual: 'SECRET actual',
    hint: 'SECRET hint',
    mistake: 'SECRET-mistake',
    evidence: [412_412],
    location: { file: 'SECRET.ts', line: 1, column: 1 },
  });

  test('shows its title and how much it is worth, and nothing of how it ended', () => {
    const page = pageOf([secret], student);
    const check = checkIn(page, 'a.hidden');
    expect(textIn(check)).toBe('·keeps a secret–/5What became of this check is not shown.');
    expect(check.attributes.get('class')).toBe('check printed withheld');
    expect(JSON.stringify(elementsIn(page).map(({ attributes }) => [...attributes.values()]))).not.toContain('412412');
  });

  test('shows its points where the exercise says so, and nothing else', () => {
    expect(textIn(checkIn(pageOf([secret], student, 'shown'), 'a.hidden'))).toBe(
      '·keeps a secret1/5What became of this check is not shown.',
    );
  });

  test('is told to an instructor like any other', () => {
    expect(textIn(checkIn(pageOf([secret]), 'a.hidden'))).toContain('SECRET reason');
  });
});

test('the filter offers what occurs, and everything at first', () => {
  const page = pageOf([passed('a.x'), open('a.y', 1), passed('a.z', { visibility: 'hidden' })], student);
  const choices = named(page, 'input').map(({ attributes }) => attributes.get('value'));
  expect(choices).toEqual(['all', 'undecided', 'passed', 'withheld']);
  const chosen = named(page, 'input').filter(({ attributes }) => attributes.has('checked'));
  expect(chosen.map(({ attributes }) => attributes.get('value'))).toEqual(['all']);
});
