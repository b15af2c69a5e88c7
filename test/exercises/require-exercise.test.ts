/** An exercise must fit together; what does not is told with the first thing to mend. */
import { describe, expect, test } from 'vitest';
import { exerciseIds, loadExercise } from '../../src/exercises/built-in.ts';
import { requireExercise } from '../../src/exercises/require-exercise.ts';
import { typescript } from '../../src/submission/typescript/typescript.ts';

const right = {
  id: 'kafka-hello',
  submission: { programs: ['producer'], texts: [], languages: [typescript({ packages: ['kafkajs'] })] },
  variablesOf: () => ({}),
  recordIdsIn: () => ['x'],
  insistedBy: () => ({}),
  scenarios: [{ name: 'greeting', programs: ['producer'], play: async () => {} }],
  checks: [
    { id: 'hello.once', programs: ['producer'], scenarios: ['greeting'], dependsOn: [], judge: () => {} },
    { id: 'hello.twice', programs: ['producer'], scenarios: ['greeting'], dependsOn: ['hello.once'], judge: () => {} },
  ],
  rubric: [
    { id: 'hello.once', points: 3, title: 'once' },
    { id: 'hello.twice', points: 2, title: 'twice', visibility: 'hidden' },
  ],
  hints: [{ mistake: 'shouted', checks: ['hello.once'], match: () => null }],
};
const [once, twice] = right.checks;
const [scenario] = right.scenarios;

test('one that fits together is taken as it is', () => {
  expect(requireExercise(right, 'exercise.ts')).toBe(right);
});

test('those that come with the grader do, under the names of their folders', async () => {
  const ids = await exerciseIds();
  expect(ids).toEqual(['kafka-consumers', 'kafka-producers']);
  const exercises = await Promise.all(ids.map(loadExercise));
  expect(exercises.map((exercise) => requireExercise(exercise, 'exercise.ts').id)).toEqual(ids);
});

describe('refused', () => {
  const wrong: [exported: unknown, says: string][] = [
    [undefined, 'its default export: Invalid input: expected object, received undefined'],
    [{ ...right, id: 'Kafka Hello' }, 'its id: expected lower-case words joined by -'],
    [{ ...right, variablesOf: {} }, 'its variablesOf: Invalid input: expected a function'],
    [{ ...right, submission: { ...right.submission, programs: [] } }, 'its submission.programs: '],
    [{ ...right, checks: [{ ...once, id: 'hello' }] }, 'its checks[0].id: expected area.what-is-right'],
    [{ ...right, rubric: [{ id: 'hello.once', points: 1.5, title: 'x' }] }, 'its rubric[0].points: '],
    [{ ...right, checks: [once, once] }, 'the check hello.once is there twice'],
    [{ ...right, scenarios: [scenario, scenario] }, 'the scenario greeting is there twice'],
    [{ ...right, rubric: [...right.rubric, ...right.rubric] }, 'the rubric entry hello.once is there twice'],
    [{ ...right, checks: [once] }, 'the rubric names the check "hello.twice", which is none of hello.once'],
    [{ ...right, rubric: right.rubric.slice(0, 1) }, 'the rubric has no points for hello.twice'],
    [
      { ...right, scenarios: [{ ...scenario, programs: ['consumer'] }] },
      'the scenario greeting names the program "consumer", which is none of producer',
    ],
    [
      { ...right, checks: [{ ...once, scenarios: ['parting'] }, twice] },
      'the check hello.once names the scenario "parting", which is none of greeting',
    ],
    [
      { ...right, checks: [once, { ...twice, dependsOn: ['hello.never'] }] },
      'the check hello.twice names the check "hello.never"',
    ],
    [
      { ...right, hints: [{ mistake: 'shouted', checks: ['hi'], match: () => null }] },
      'the hint shouted names the check "hi"',
    ],
  ];

  test.each(wrong)('%#', (exported, says) => {
    const sentence = `exercise.ts exports no exercise: ${says}`;
    expect(() => requireExercise(exported, 'exercise.ts')).toThrow(
      expect.objectContaining({ code: 'EXERCISE_INVALID', message: expect.stringContaining(sentence) }),
    );
  });
});
