import { expect, test } from 'vitest';
import { openTurns } from '../../src/grading/turns.ts';

/** Turns, and who has begun, in the order in which they did. */
function watched() {
  const turns = openTurns();
  const begun: string[] = [];
  const come = async (name: string, names: readonly string[]) => {
    const turn = await turns.take(names);
    begun.push(name);
    return turn;
  };
  return { begun, come };
}

test('who wants the same name takes turns, in the order in which they came', async () => {
  const { begun, come } = watched();
  const first = await come('first', ['topic a']);
  const second = come('second', ['topic a', 'group g']);
  const third = come('third', ['group g']);
  await come('other', ['topic b']);
  expect(begun).toEqual(['first', 'other']);
  first[Symbol.dispose]();
  (await second)[Symbol.dispose]();
  await third;
  expect(begun).toEqual(['first', 'other', 'second', 'third']);
});

test('nobody waits who wants nothing', async () => {
  const { begun, come } = watched();
  await come('first', []);
  await come('second', []);
  expect(begun).toEqual(['first', 'second']);
});
