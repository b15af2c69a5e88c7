/** `answers.yaml` as anybody may hand it in: up to the 16 KiB that are read of it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAnswers } from '../../../../graders/kafka-consumers/checks/answers/read-answers.ts';
import { submissionLimits } from '../../../../src/submission/limits.ts';
import { damagedText } from '../../../support/damaged.ts';
import { runs } from '../../../support/runs.ts';

const right = `consumer_groups:            # one topic with 4 partitions, one group
  partitions_per_consumer:
    with_1_consumer: [4]
    with_2_consumers: [2, 2]
    with_4_consumers: [1, 1, 1, 1]
    with_5_consumers: [1, 1, 1, 1, 0]
  fifth_consumer_gets_a_partition_when: another-leaves
  two_groups_on_one_topic: each-reads-everything
auto_offset_reset:
  applies_when: no-committed-offset
  earliest_starts_at: the-oldest-message
  latest_starts_at: the-next-message
  none_starts_at: an-error
`;
const asFlow = '{ "consumer_groups": { with_1_consumer: [4] }, applies_when: &a always, none_starts_at: *a }';

function expectTold(text: string): void {
  const answers = readAnswers('answers.yaml', text);
  if (answers.status === 'unreadable') {
    expect(answers.problem.length).toBeLessThan(1000);
    return;
  }
  for (const prediction of answers.predictions.values()) {
    expect(prediction.location.line).toBeLessThanOrEqual(text.split(/\r\n?|\n/).length);
    if (prediction.kind === 'unreadable') expect(prediction.problem.length).toBeLessThan(1000);
  }
}

test('damaged ones are read, or what is wrong is told in a sentence', () => {
  fc.assert(fc.property(damagedText([right, asFlow]), expectTold), runs(300));
});

const piece = fc.constantFrom(
  '-',
  '? ',
  '{',
  '}',
  '[',
  ']',
  ': ',
  '&a ',
  '*a ',
  '"',
  "'",
  '|',
  '>',
  '#',
  '\n',
  ' ',
  '\t',
  '%',
  '!',
  'a',
);

test('the same few characters for as long as is read are told, too', () => {
  const unit = fc.array(piece, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(unit, (repeated) => expectTold(repeated.repeat(submissionLimits.textBytes / repeated.length))),
    runs(30),
  );
});

test('a thousand million laughs are one alias each', () => {
  const laughs = Array.from({ length: 8 }, (_, level) => `x${level + 1}: &x${level + 1} [${`*x${level}, `.repeat(8)}]`);
  expect(readAnswers('answers.yaml', ['x0: &x0 ha', ...laughs, 'applies_when: *x8'].join('\n'))).toMatchObject({
    status: 'read',
  });
});

test('what the parser quotes of a file is no longer than a sentence', () => {
  const answers = readAnswers('answers.yaml', '|-'.repeat(8000));
  expect(answers).toMatchObject({ problem: expect.stringMatching(/^it is not YAML \(.{300}…/s) });
});
