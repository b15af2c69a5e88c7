/** The JSON Schemas that come with the package. */
import { describe, expect, test } from 'vitest';
import kafkaConsumers from '../../graders/kafka-consumers/exercise.ts';
import { publishedSchemas } from '../../scripts/published-schemas.ts';
import { historyOf } from '../../src/evidence/history.ts';
import { parseJournal } from '../../src/evidence/journal.ts';
import { judgeJournal } from '../../src/grading/judge-journal.ts';
import { faultsBy } from '../support/json-schema.ts';
import { publishedSchema } from '../support/published-schema.ts';
import { recordedJournal } from '../support/recorded-journal.ts';

const advice = `schemas/ is not what the code says. Other people's tools read by these schemas: fields of v1 stay, and what was
valid stays valid (docs/schemas.md). If the change is meant and keeps to that, \`npm run schemas\` writes them anew.`;

const validatorOf = (name: string) => faultsBy(JSON.parse(publishedSchema(name)));
const gradeFaults = validatorOf('grade-v1.schema.json');
const lineFaults = validatorOf('observations-v1.schema.json');
const rubricFaults = validatorOf('rubric.schema.json');

test.each([...publishedSchemas()])('%s is published as the code says', (name, text) => {
  expect(publishedSchema(name), advice).toBe(text);
});

describe.each(['reference', 'static-member'])('of the recorded grading of %s', (name) => {
  const text = recordedJournal(name);

  test('every line is valid', () => {
    const lines = text.split('\n').slice(0, -1);
    expect(lines.length).toBeGreaterThan(1000);
    expect(lines.flatMap((line) => lineFaults(JSON.parse(line)).map((fault) => `${line}: ${fault}`))).toEqual([]);
  });

  test('so is the grade', () => {
    const journal = parseJournal(text);
    if ('problem' in journal) throw new Error(journal.problem);
    const { header, observations } = journal;
    const history = historyOf(observations);
    const { rubric } = kafkaConsumers;
    const grade = judgeJournal({ exercise: kafkaConsumers, rubric, header, history, endedAtMs: 15_400 });
    expect(gradeFaults(JSON.parse(JSON.stringify(grade)))).toEqual([]);
  });
});

test('what is no line of a journal is not valid', () => {
  const line = { seq: 1, atMs: 0, scenario: null, process: null, source: 'wire', type: 'held-back' };
  expect(lineFaults(line)).toEqual([]);
  for (const wrong of [{ ...line, seq: 0 }, { ...line, source: 'log' }, { ...line, type: 'guessed' }, {}, null]) {
    expect(lineFaults(wrong), JSON.stringify(wrong)).not.toEqual([]);
  }
});

test.each([
  ['reweighs', { points: 8 }, true],
  ['hides', { visibility: 'after-due' }, true],
  ['drops', { drop: true }, true],
  ['drops nothing', { drop: false }, false],
  ['takes points away', { points: -1 }, false],
  ['is misspelt', { point: 8 }, false],
])('a rubric that %s', (_what, change, valid) => {
  expect(rubricFaults({ checks: { 'group.fifth-member-idles': change } }).length === 0).toBe(valid);
});
