/** Each hint both ways: on a history that proves the mistake, and on one that nearly does. */
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import kafkaConsumers from '../../../graders/kafka-consumers/exercise.ts';
import { hints } from '../../../graders/kafka-consumers/hints.ts';
import { historyOf } from '../../../src/evidence/history.ts';
import { judgeJournal } from '../../../src/grading/judge-journal.ts';
import { header } from '../../support/header.ts';
import { historyFrom, observationsOf, type Story } from '../../support/story.ts';
import { answerCases } from './hints/answers.ts';
import { badRecordCases } from './hints/bad-records.ts';
import { exiting } from './hints/exiting.ts';
import type { HintCase } from './hints/hint-case.ts';
import { joining } from './hints/joining.ts';
import { keys } from './hints/keys.ts';
import { group, stopping } from './hints/members.ts';
import { offsets } from './hints/offsets.ts';
import { printing } from './hints/printing.ts';
import { sending } from './hints/sending.ts';
import { policies, settings } from './hints/settings.ts';
import { usingTooMuch } from './hints/using-too-much.ts';
import { grading } from './stories.ts';

const cases = [
  ...settings,
  ...policies,
  ...usingTooMuch,
  ...printing,
  ...badRecordCases,
  ...joining,
  ...offsets,
  ...stopping,
  ...group,
  ...sending,
  ...keys,
  ...exiting,
  ...answerCases,
];

/** What the failed check says by way of a hint. */
function hintOn(check: string, stories: readonly Story[]): string | null {
  const history = historyFrom(...grading(...stories));
  const { rubric } = kafkaConsumers;
  const grade = judgeJournal({ exercise: kafkaConsumers, rubric, header, history, endedAtMs: 0 });
  return grade.checks.find(({ id }) => id === check)?.hint ?? null;
}

/** What the hints for a mistake say, whatever failed. */
function saidOf({ mistake, on }: HintCase, stories: readonly Story[]): string[] {
  const history = historyFrom(...grading(...stories));
  return hints
    .filter((hint) => hint.mistake === mistake && hint.checks.includes(on))
    .flatMap((hint) => hint.match(history) ?? []);
}

describe.each(cases)('$mistake ($on)', (one) => {
  test('is told where it is proven', () => {
    expect(hintOn(one.on, one.proves)).toContain(one.says);
  });

  test.each(one.nearly.map((stories, index) => ({ number: index + 1, stories })))(
    'is not told where it is not, $number',
    ({ stories }) => {
      expect(saidOf(one, stories)).toEqual([]);
    },
  );
});

/** What is told only of what Node's own words showed. */
const ofNodeAlone = new Set(['object-printed-by-console-log', 'close-waits-for-the-stream']);

test.each(cases.filter(({ mistake }) => !ofNodeAlone.has(mistake)))(
  '$mistake ($on) is told a Python program in Python',
  ({ mistake, on, proves }) => {
    const observations = observationsOf(...grading(...proves)).map((observation) =>
      observation.type === 'started' ? { ...observation, file: `${observation.role}.py` } : observation,
    );
    const said = hints
      .filter((hint) => hint.mistake === mistake && hint.checks.includes(on))
      .flatMap((hint) => hint.match(historyOf(observations)) ?? []);
    expect(said).not.toEqual([]);
    expect(said.join('\n')).not.toMatch(/process\.e|JSON\.|await |=>|console\.|Node|toString/);
  },
);

test('a right submission is told nothing', () => {
  const history = historyFrom(...grading());
  expect(hints.flatMap((hint) => hint.match(history) ?? [])).toEqual([]);
});

test('every hint is tried here, and speaks of checks that exist', () => {
  expect(new Set(hints.map(({ mistake }) => mistake))).toEqual(new Set(cases.map(({ mistake }) => mistake)));
  const ids = new Set(kafkaConsumers.checks.map(({ id }) => id));
  expect(hints.flatMap((hint) => hint.checks).filter((id) => !ids.has(id))).toEqual([]);
});

test('every mistake has its page, and every page its mistake', () => {
  const pages = new URL('../../../docs/mistakes/', import.meta.url);
  const named = readdirSync(pages).map((file) => file.replace(/\.md$/, ''));
  expect(named.sort()).toEqual([...new Set(hints.map(({ mistake }) => mistake))].sort());
});
