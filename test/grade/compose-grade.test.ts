import fc from 'fast-check';
import { expect, test } from 'vitest';
import { failed, inconclusive, passed, skipped, type Verdict } from '../../src/check/verdict.ts';
import { composeGrade } from '../../src/grade/compose-grade.ts';
import { grade as gradeSchema } from '../../src/grade/grade.ts';
import type { Hint } from '../../src/grade/hint.ts';
import { selectFromRubric } from '../../src/grade/rubric.ts';
import { header } from '../support/header.ts';
import { historyFrom, prelude, story } from '../support/story.ts';

const rubric = [
  { id: 'group.two', points: 5, title: 'two share' },
  { id: 'group.four', points: 4, title: 'four share' },
  { id: 'offsets.resumes', points: 3, title: 'resumes' },
];

const itFailed = failed({ proof: 'seen', reason: 'Both own 4.', expected: '2 + 2', actual: '4 + 4', evidence: [4, 9] });

function gradeOf(
  verdicts: Record<string, Verdict>,
  hints: readonly Hint[] = [],
  history = historyFrom(story('reading').ended()),
) {
  return composeGrade({
    header,
    history,
    verdicts: new Map(Object.entries(verdicts)),
    rubric,
    hiddenPoints: 'shown',
    scenarios: new Map([['group.two', ['scaling']]]),
    files: new Map([['group.two', 'consumer.ts']]),
    rubricSha256: 'cd34',
    hints,
    durationMs: 1500,
  });
}

test('the workflows are those of the journal, and nothing where it does not say', () => {
  const workflows = [{ path: '.github/workflows/grade.yml', sha256: 'ab', state: 'changed' as const }];
  const looked = prelude().saw(null, { source: 'harness', type: 'repository', workflows });
  expect(gradeOf({}).repository).toBeNull();
  expect(gradeOf({}, [], historyFrom(looked, story('reading').ended())).repository).toEqual({ workflows });
});

test('what a program was refused is told once, with all that it was about; that a name was taken is not', () => {
  const refused = { source: 'wire', type: 'violation', rule: 'forbidden', error: 29 } as const;
  const played = (scenario: string, topic: string) =>
    story(scenario)
      .started('consumer-1')
      .saw('consumer-1', { ...refused, api: 'DeleteTopics', names: [topic] })
      .saw('consumer-1', { ...refused, rule: 'taken', api: 'JoinGroup', names: ['my-group'] })
      .saw('consumer-1', { source: 'wire', type: 'limited', limit: 'connections', allowed: 64 })
      .ended();
  const { violations, ...grade } = gradeOf({}, [], historyFrom(played('reading', 'a'), played('crash', 'b')));
  const of = { program: 'consumer', evidence: [expect.any(Number), expect.any(Number)] };
  expect(violations).toEqual([
    { of: 'request', ...of, api: 'DeleteTopics', rule: 'forbidden', names: ['a', 'b'] },
    { of: 'limit', ...of, limit: 'connections', allowed: 64 },
  ]);
  expect(gradeSchema.parse({ ...grade, violations })).toEqual({ ...grade, violations });
});

test('points are those of the checks that passed', () => {
  const grade = gradeOf({
    'group.two': passed('fine', [3]),
    'group.four': itFailed,
    'offsets.resumes': skipped('group.four', 'no'),
  });
  expect(grade).toMatchObject({ score: 5, maxScore: 12, final: true });
  expect(grade.checks.map(({ id, status, points }) => [id, status, points])).toEqual([
    ['group.two', 'passed', 5],
    ['group.four', 'failed', 0],
    ['offsets.resumes', 'skipped', 0],
  ]);
  expect(grade.hiddenPoints).toBe('shown');
  expect(grade.checks.map(({ scenarios }) => scenarios)).toEqual([['scaling'], [], []]);
  expect(grade.checks.map(({ file }) => file)).toEqual(['consumer.ts', null, null]);
  expect(grade.checks[1]).toMatchObject({
    reason: 'Both own 4.',
    expected: '2 + 2',
    actual: '4 + 4',
    evidence: [4, 9],
  });
  expect(grade.checks[2]).toMatchObject({ blockedBy: 'group.four', hint: null });
});

test('a check that is right in part earns its share, rounded down, and fails all the same', () => {
  const partly = (count: number, of: number) =>
    failed({ proof: 'seen', reason: 'Some are right.', evidence: [], right: { count, of } });
  const grade = gradeOf({ 'group.two': partly(2, 4), 'group.four': partly(5, 6), 'offsets.resumes': partly(0, 4) });
  expect(grade).toMatchObject({ score: 5, maxScore: 12, final: true });
  expect(grade.checks.map(({ status, points }) => [status, points])).toEqual([
    ['failed', 2],
    ['failed', 3],
    ['failed', 0],
  ]);
});

test('an undecided check has no points, and the grade is not final', () => {
  const grade = gradeOf({
    'group.two': passed('fine'),
    'group.four': inconclusive('who knows'),
    'offsets.resumes': passed('fine'),
  });
  expect(grade).toMatchObject({ score: 8, maxScore: 12, final: false });
  expect(grade.checks[1]?.points).toBeNull();
});

test('a check that was not asked is absent', () => {
  expect(gradeOf({ 'group.two': passed('fine') })).toMatchObject({ score: 5, maxScore: 5, checks: { length: 1 } });
});

test('only a failed check gets a hint: the first for it that finds its evidence', () => {
  const hint = (mistake: string, said: string | null): Hint => ({ mistake, checks: ['group.four'], match: () => said });
  const hints = [
    hint('none', null),
    { ...hint('other', 'not mine'), checks: ['group.two'] },
    hint('first', 'consumer 1 did it'),
    hint('second', 'too late'),
  ];
  const grade = gradeOf(
    { 'group.two': passed('fine'), 'group.four': itFailed, 'offsets.resumes': inconclusive('who knows') },
    hints,
  );
  expect(grade.checks.map((check) => check.hint)).toEqual([null, 'Consumer 1 did it.', null]);
  expect(grade.checks.map((check) => check.mistake)).toEqual([null, 'first', null]);
});

const anyVerdict: fc.Arbitrary<Verdict> = fc.oneof(
  fc.constant(passed('fine')),
  fc.constant(itFailed),
  fc.constant(skipped('group.two', 'no')),
  fc.constant(inconclusive('who knows')),
);

test('any verdicts make a grade that keeps its schema, within its bounds and final without doubt', () => {
  fc.assert(
    fc.property(anyVerdict, anyVerdict, anyVerdict, (two, four, resumes) => {
      const grade = gradeOf({ 'group.two': two, 'group.four': four, 'offsets.resumes': resumes });
      expect(gradeSchema.parse(JSON.parse(JSON.stringify(grade)))).toEqual(grade);
      expect(grade.score).toBeLessThanOrEqual(grade.maxScore);
      expect(grade.final).toBe([two, four, resumes].every(({ status }) => status !== 'inconclusive'));
    }),
  );
});

test('a grade keeps its schema with a fault in a file, and from a broker in a container', () => {
  const location = { file: 'consumer.ts', line: 12, column: 3 };
  const grade = gradeOf({ 'group.two': { ...itFailed, location } });
  const inContainer = { ...grade, broker: { kind: 'container', version: '4.1.1' } };
  expect(gradeSchema.parse(inContainer)).toEqual(inContainer);
  expect(grade.checks[0]?.location).toEqual(location);
});

test('checks are chosen by id or area, in the order of the rubric, and strangers are named', () => {
  expect(selectFromRubric(rubric, ['offsets.resumes', 'group'])).toEqual({ rubric, unknown: [] });
  expect(selectFromRubric(rubric, ['group.four', 'grup'])).toEqual({ rubric: [rubric[1]], unknown: ['grup'] });
  expect(selectFromRubric(rubric, [])).toEqual({ rubric, unknown: [] });
});
