/** Journals that fit their schema and hold what no grading observes: they are judged and told, whatever comes of it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import kafkaConsumers from '../../../graders/kafka-consumers/exercise.ts';
import { historyOf } from '../../../src/evidence/history.ts';
import { type Journal, journalLine, parseJournal } from '../../../src/evidence/journal.ts';
import { isObject, type Json } from '../../../src/evidence/json.ts';
import type { Observation } from '../../../src/evidence/observation.ts';
import { readObservation } from '../../../src/evidence/observation.ts';
import { judgeJournal } from '../../../src/grading/judge-journal.ts';
import { storiesOf } from '../../../src/report/story/stories.ts';
import { recordedJournal } from '../../support/recorded-journal.ts';
import { runs } from '../../support/runs.ts';

function recorded(): Journal {
  const journal = parseJournal(recordedJournal('reference'));
  if ('problem' in journal) throw new Error(journal.problem);
  return journal;
}

const { header, observations } = recorded();

const strange: readonly Json[] = [
  0,
  -1,
  2 ** 31,
  Number.MAX_SAFE_INTEGER,
  Number.MIN_SAFE_INTEGER,
  null,
  '',
  '__proto__',
  '\ud800',
  '{"orderId":"ord-0000000001"}',
  [],
  {},
];

const change = fc.record({ at: fc.nat(observations.length - 1), field: fc.nat(12), to: fc.constantFrom(...strange) });

/** Values of fields exchanged for strange ones, where the shape of the observation takes them. */
const damagedObservations = fc.array(change, { minLength: 1, maxLength: 200 }).map((changes) => {
  const damaged = [...observations];
  for (const { at, field, to } of changes) {
    const json: Json = JSON.parse(JSON.stringify(damaged[at]));
    const names = isObject(json) ? Object.keys(json) : [];
    const read = readObservation({ ...(isObject(json) && json), [names[field % names.length] ?? '']: to });
    if (!('problem' in read)) damaged[at] = read;
  }
  return damaged;
});

function judged(damaged: readonly Observation[]) {
  const history = historyOf(damaged);
  const stories = storiesOf(history, kafkaConsumers.recordIdsIn);
  const { rubric } = kafkaConsumers;
  const endedAtMs = damaged.at(-1)?.atMs ?? 0;
  return { stories, grade: judgeJournal({ exercise: kafkaConsumers, rubric, header, history, endedAtMs }) };
}

test('whatever the numbers and texts are, each check has a verdict', () => {
  fc.assert(
    fc.property(damagedObservations, (damaged) => {
      const { grade } = judged(damaged);
      expect(grade.checks).toHaveLength(kafkaConsumers.checks.length);
      expect(parseJournal([header, ...damaged].map(journalLine).join(''))).toMatchObject({ header });
    }),
    runs(5),
  );
});

test('a topic of two thousand million partitions is not counted through', () => {
  const damaged = observations.map((one) => (one.type === 'topic-created' ? { ...one, partitions: 2 ** 31 } : one));
  const { stories } = judged(damaged);
  expect(Math.max(...stories.flatMap(({ logs }) => logs.map(({ partitions }) => partitions.length)))).toBe(1000);
});
