/** Predictions beside what was measured: each check on histories written by hand, both ways. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import kafkaConsumers from '../../../../graders/kafka-consumers/exercise.ts';
import { judge } from '../../../../src/check/judge.ts';
import { neededScenarios } from '../../../../src/check/needed-scenarios.ts';
import type { Verdict } from '../../../../src/check/verdict.ts';
import { judgeJournal } from '../../../../src/grading/judge-journal.ts';
import { header } from '../../../support/header.ts';
import { historyFrom, prelude, type Story } from '../../../support/story.ts';
import { verdictsOn } from '../losses.ts';
import { answers, grading, latest, reading, rightAnswers, scaling } from '../stories.ts';

const ids = ['answers.consumer-groups', 'answers.auto-offset-reset'] as const;

/** Right answers with lines exchanged. */
function withLines(...exchanges: readonly [RegExp, string][]): string {
  return exchanges.reduce((text, [line, other]) => {
    expect(text).toMatch(line);
    return text.replace(line, other);
  }, rightAnswers);
}

function verdictOf(id: (typeof ids)[number], ...otherwise: readonly Story[]): Verdict | undefined {
  return verdictsOn(...otherwise).get(id);
}

function groups(...exchanges: readonly [RegExp, string][]): Verdict | undefined {
  return verdictOf('answers.consumer-groups', answers(withLines(...exchanges)));
}

function pointsOf(...stories: readonly Story[]): (number | null)[] {
  const { rubric } = kafkaConsumers;
  const history = historyFrom(...stories);
  const grade = judgeJournal({ exercise: kafkaConsumers, rubric, header, history, endedAtMs: 0 });
  return ids.map((id) => grade.checks.find((check) => check.id === id)?.points ?? null);
}

describe('right predictions', () => {
  test('are shown beside what the own programs did, with the evidence of both', () => {
    const history = historyFrom(...grading());
    const verdict = judge(kafkaConsumers.checks, history).get('answers.consumer-groups');
    expect(verdict).toMatchObject({
      status: 'passed',
      reason: expect.stringContaining('You predicted [2, 2] for with_2_consumers; your two consumers got [2, 2].'),
    });
    const mark = history.scenario('scaling').mark('two-members')?.seq;
    expect(verdict?.evidence).toEqual(expect.arrayContaining([history.text('answers.yaml')?.seq, mark]));
  });

  const written: [string, string][] = [
    ['with Windows line ends', rightAnswers.replaceAll('\n', '\r\n')],
    ['smallest first', withLines([/\[1, 1, 1, 1, 0\]/, '[0, 1, 1, 1, 1]'])],
    ['as texts', withLines([/\[2, 2\]/, '["2", \'2\']'], [/an-error/, '"an-error"'])],
    ['without brackets', withLines([/\[4\]/, '4'], [/\[2, 2\]/, '2, 2'], [/\[1, 1, 1, 1\]/, '1 + 1 + 1 + 1'])],
    ['as decimal numbers', withLines([/\[2, 2\]/, '[2.0, 2.0]'])],
    ['one a line', withLines([/\[2, 2\]/, '\n      - 2\n      - 2'])],
    ['in capitals', withLines([/another-leaves/, 'Another leaves'], [/no-committed-offset/, 'NO_COMMITTED_OFFSET'])],
    ['at another depth', rightAnswers.replace(/^ {2}fifth/m, '    fifth').replace(/^ {2}two/m, '    two')],
    ['with notes', `name: Ada\n${rightAnswers}notes: [it, took, a while]\n`],
    [
      'in braces',
      '{"a": {with_1_consumer: [4], with_2_consumers: [2,2], with_4_consumers: [1,1,1,1], with_5_consumers: [1,1,1,1,0], fifth_consumer_gets_a_partition_when: another-leaves, two_groups_on_one_topic: each-reads-everything, applies_when: no-committed-offset, earliest_starts_at: the-oldest-message, latest_starts_at: the-next-message, none_starts_at: an-error}}',
    ],
  ];
  test.each(written)('count %s', (_, text) => {
    const verdicts = verdictsOn(answers(text));
    expect(ids.map((id) => verdicts.get(id)?.status)).toEqual(['passed', 'passed']);
  });
});

describe('a wrong prediction', () => {
  test('is shown beside what the own programs did, with its place', () => {
    expect(groups([/\[2, 2\]/, '[1, 3]'])).toMatchObject({
      status: 'failed',
      right: { count: 5, of: 6 },
      reason: '5 of 6 predictions came true. You predicted [3, 1] for with_2_consumers; your two consumers got [2, 2].',
      expected: 'with_2_consumers: [2, 2]',
      actual: 'with_2_consumers: [3, 1]',
      location: { file: 'answers.yaml', line: 4, column: 23 },
    });
  });

  test('costs its own section only', () => {
    const text = withLines([/always|no-committed-offset/, 'never'], [/the-oldest-message/, 'the-next-message']);
    expect(pointsOf(...grading(answers(text)))).toEqual([4, 1]);
  });

  test('costs its share, rounded down', () => {
    fc.assert(
      fc.property(fc.subarray(rightAnswers.split('\n').slice(2, 8)), (wrong) => {
        const text = wrong.reduce((all, line) => all.replace(line, line.replace(/:.*/, ': 9')), rightAnswers);
        expect(pointsOf(...grading(answers(text)))).toEqual([Math.floor((4 * (6 - wrong.length)) / 6), 2]);
      }),
      { numRuns: 20 },
    );
  });
});

describe('a prediction that cannot be read', () => {
  const unreadable: [string, RegExp, string, string][] = [
    [
      'a number too few',
      /\[1, 1, 1, 1, 0\]/,
      '[1, 1, 1, 1]',
      'In line 6, with_5_consumers must be a list of 5 numbers, one per consumer, also where it is 0, not [1, 1, 1, 1].',
    ],
    [
      'words for numbers',
      /\[2, 2\]/,
      '[two, two]',
      'with_2_consumers must be a list of 2 numbers, one per consumer, also where it is 0, not [two, two].',
    ],
    ['a half', /\[2, 2\]/, '[2.5, 1.5]', 'not [2.5, 1.5].'],
    ['less than nothing', /\[2, 2\]/, '[5, -1]', 'not [5, -1].'],
    ['a list of lists', /\[2, 2\]/, '[[2, 2]]', 'not a list of lists.'],
    ['an empty list', /\[2, 2\]/, '[]', 'came true. Not answered: with_2_consumers.'],
    ['nothing', / another-leaves/, '', 'came true. Not answered: fifth_consumer_gets_a_partition_when.'],
    [
      'another choice',
      /another-leaves/,
      'always',
      'fifth_consumer_gets_a_partition_when must be one of another-leaves, more-messages-arrive, never, not "always".',
    ],
    ['a list of choices', /another-leaves/, '[never, another-leaves]', 'not [never, another-leaves].'],
    ['keys and values', /another-leaves/, '{when: never}', 'not keys and values.'],
    ['an alias', /\[2, 2\]/, '*x', 'not an alias.'],
    [
      'two of them',
      /( {2}two_groups.*)/,
      '$1\n$1',
      'In line 9, two_groups_on_one_topic is given twice, in line 8 and in line 9.',
    ],
  ];
  test.each(unreadable)('%s', (_, line, other, says) => {
    const verdict = groups([line, other]);
    expect(verdict).toMatchObject({
      status: 'failed',
      right: { count: 5, of: 6 },
      reason: expect.stringContaining(says),
    });
  });

  test('under a key that is misspelt is not answered, and the key is named', () => {
    const text = withLines([/two_groups_on_one_topic/, 'two_groups']);
    const verdicts = verdictsOn(answers(text));
    expect(verdicts.get('answers.consumer-groups')).toMatchObject({
      reason:
        '5 of 6 predictions came true. Not answered: two_groups_on_one_topic. No key of the exercise: two_groups (line 8).',
      expected: 'two_groups_on_one_topic: one of each-reads-everything, they-share-the-messages',
      actual: 'two_groups_on_one_topic: not answered',
      location: { file: 'answers.yaml', line: 8, column: 3 },
    });
    expect(verdicts.get('answers.auto-offset-reset')?.status).toBe('passed');
  });
});

describe('a file that cannot be read', () => {
  const unreadable: [string, string, string, number, number][] = [
    ['an open bracket', rightAnswers.replace('[4]', '[4'), 'Flow sequence in block collection must be', 4, 5],
    ['a tab', rightAnswers.replace('    with_2', '\twith_2'), 'Tabs are not allowed as indentation', 4, 1],
    ['two documents', `${rightAnswers}---\nnotes: none\n`, 'a line --- begins a second document', 14, 1],
    ['a list', '- 4\n- 2\n', 'it holds [4, 2] where keys and values should stand', 1, 1],
    ['a sentence', 'each of them gets two', 'it holds "each of them gets two" where', 1, 1],
    ['nothing', '', 'it is empty', 1, 1],
    ['comments', '# to do\n', 'it is empty', 1, 1],
    ['brackets without end', '['.repeat(16_000), 'it has more than 200 keys, list items and brackets', 1, 1],
    ['dashes without end', '- '.repeat(8_000), 'it has more than 200 keys, list items and brackets', 1, 1],
  ];
  test.each(unreadable)('%s', (_, text, says, line, column) => {
    const verdicts = verdictsOn(answers(text));
    for (const id of ids) {
      expect(verdicts.get(id)).toMatchObject({
        status: 'failed',
        reason: expect.stringContaining(says),
        location: { file: 'answers.yaml', line, column },
      });
    }
    expect(verdicts.get(ids[0])).toMatchObject({ expected: expect.stringContaining('one of another-leaves, more-') });
    expect(pointsOf(...grading(answers(text)))).toEqual([0, 0]);
  });

  test('is missing', () => {
    const reason = 'There is no answers.yaml in the folder or in its src/.';
    const verdicts = verdictsOn(prelude().textUnavailable('answers.yaml', reason));
    expect(verdicts.get('answers.auto-offset-reset')).toMatchObject({
      status: 'failed',
      reason,
      expected: expect.stringContaining('none_starts_at: one of the-oldest-message, the-next-message, an-error'),
      location: null,
    });
  });

  test('is not in an older journal, which holds nothing against anybody', () => {
    const verdicts = verdictsOn(prelude());
    expect(ids.map((id) => verdicts.get(id)?.status)).toEqual(['inconclusive', 'inconclusive']);
  });

  test('never breaks a check, whatever it holds', () => {
    const piece = fc.constantFrom(
      ...rightAnswers.split(/(?<=\W)/),
      ...[
        '- ',
        '? ',
        '{',
        '}',
        '[',
        ']',
        '&a ',
        '*a',
        '!!map ',
        '%YAML 1.1\n',
        '---\n',
        '<<: ',
        '"',
        '\t',
        '\u0000',
        '\ud800',
        '.inf',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const verdicts = verdictsOn(answers(pieces.join('')));
        expect(ids.map((id) => verdicts.get(id)?.status)).not.toContain('inconclusive');
      }),
      { numRuns: 150 },
    );
  });
});

test('asked for alone, they have the programs measured', () => {
  expect([...neededScenarios(kafkaConsumers.checks, [ids[0]])]).toContain('scaling');
  expect([...neededScenarios(kafkaConsumers.checks, [ids[1]])]).toEqual(expect.arrayContaining(['reading', 'latest']));
});

describe('where the own programs could not be measured', () => {
  test('the reference stands in, and the sentence says so', () => {
    const unfair = scaling({ shareInTwo: [[0, 1, 2], [3]] });
    expect(verdictOf('answers.consumer-groups', unfair)).toMatchObject({
      status: 'passed',
      reason: expect.stringContaining("your two consumers could not be measured, the reference's got [2, 2]."),
    });
    expect(verdictOf('answers.consumer-groups', unfair, answers(withLines([/\[2, 2\]/, '[3, 1]'])))).toMatchObject({
      status: 'failed',
      right: { count: 5, of: 6 },
    });
  });

  test('right predictions pass although no program could be run', () => {
    const nothing = [answers().programUnavailable('consumer', 'There is no consumer.ts.')];
    expect(pointsOf(...nothing)).toEqual([4, 2]);
  });

  test('right predictions pass although every scenario was broken off', () => {
    const broken = grading().map((told) => (told.scenario === null ? told : told.ended('the broker died')));
    expect(pointsOf(...broken)).toEqual([4, 2]);
    expect(pointsOf(answers(), ...grading(reading().ended('x'), latest().ended('x')))).toEqual([4, 2]);
  });
});
