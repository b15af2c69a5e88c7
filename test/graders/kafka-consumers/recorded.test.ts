/** Gradings that were recorded from real runs, judged again. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import kafkaConsumers from '../../../graders/kafka-consumers/exercise.ts';
import { historyOf } from '../../../src/evidence/history.ts';
import { type Journal, journalLine, parseJournal } from '../../../src/evidence/journal.ts';
import type { Observation } from '../../../src/evidence/observation.ts';
import type { Grade } from '../../../src/grade/grade.ts';
import { judgeJournal } from '../../../src/grading/judge-journal.ts';
import { expectationOf } from '../../support/fixtures.ts';
import { flawsOf } from '../../support/flaws.ts';
import { recordedJournal } from '../../support/recorded-journal.ts';

function recorded(name: string): Journal {
  return read(recordedJournal(name));
}

function read(text: string): Journal {
  const journal = parseJournal(text);
  if ('problem' in journal) throw new Error(`line ${journal.line}: ${journal.problem}`);
  return journal;
}

function gradeOf({ header, observations }: Journal): Grade {
  const { rubric } = kafkaConsumers;
  const endedAtMs = observations.at(-1)?.atMs ?? 0;
  return judgeJournal({ exercise: kafkaConsumers, rubric, header, history: historyOf(observations), endedAtMs });
}

function idsOf(grade: Grade, status: Grade['checks'][number]['status']): string[] {
  return grade.checks.filter((check) => check.status === status).map(({ id }) => id);
}

function byId(grade: Grade): [id: string, Grade['checks'][number]][] {
  return grade.checks.map((check) => [check.id, check]);
}

const reference = recorded('reference');

describe.each(['reference', 'static-member'])('%s', (name) => {
  const journal = recorded(name);

  test('loses what its fixture says, and nothing else', () => {
    const grade = gradeOf(journal);
    const { failed, skipped } = expectationOf('kafka-consumers', name);
    expect(idsOf(grade, 'failed')).toEqual(Object.keys(failed));
    expect(idsOf(grade, 'skipped')).toEqual(Object.keys(skipped));
    expect(grade.final).toBe(true);
    expect(flawsOf(byId(grade), journal.observations)).toEqual([]);
  });

  test('gets the same grade again, also from what the journal says when it is written anew', () => {
    const grade = gradeOf(journal);
    expect(gradeOf(journal)).toEqual(grade);
    expect(gradeOf(read([journal.header, ...journal.observations].map(journalLine).join('')))).toEqual(grade);
  });
});

test('a static member is told of its mistake', () => {
  const grade = gradeOf(recorded('static-member'));
  expect(grade.checks.find(({ id }) => id === 'shutdown.leaves-group')?.hint).toContain('static member');
});

test('a grading that was broken off at any moment holds nothing against the submission', () => {
  fc.assert(
    fc.property(fc.nat(reference.observations.length), (length) => {
      const grade = gradeOf({ ...reference, observations: reference.observations.slice(0, length) });
      expect([...idsOf(grade, 'failed'), ...idsOf(grade, 'skipped')]).toEqual([]);
    }),
    { numRuns: 10 },
  );
});

test('lines that are seen late, as they may be, change no verdict', () => {
  fc.assert(
    fc.property(fc.nat(400), (lag) => {
      const grade = gradeOf({ ...reference, observations: withLateLines(reference.observations, lag) });
      expect(grade.checks.filter(({ status }) => status !== 'passed')).toEqual([]);
    }),
    { numRuns: 10 },
  );
});

/** Every line so many observations later than it was seen, but before the exit of its process. */
function withLateLines(observations: readonly Observation[], lag: number): Observation[] {
  const exits = new Map(observations.flatMap((one, index) => (one.type === 'exited' ? [[placeOf(one), index]] : [])));
  return observations
    .map((observation, index) => {
      const exit = exits.get(placeOf(observation)) ?? observations.length;
      return { observation, at: observation.type === 'line' ? Math.min(index + lag, exit - 0.5) : index };
    })
    .sort((a, b) => a.at - b.at)
    .map(({ observation }, index) => ({ ...observation, seq: index + 1 }));
}

function placeOf({ scenario, process }: Observation): string {
  return `${scenario}/${process}`;
}
