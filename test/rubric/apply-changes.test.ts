import { expect, test } from 'vitest';
import { applyChanges, type Rubric } from '../../src/grade/rubric.ts';

const rubric: Rubric = [
  { id: 'a.one', points: 3, title: 'one' },
  { id: 'a.two', points: 2, title: 'two', visibility: 'hidden' },
  { id: 'b.three', points: 5, title: 'three' },
];

test('reweighs, hides and drops, and leaves the rest as it was', () => {
  const changes = new Map([
    ['a.one', { points: 0, visibility: 'after-due' as const }],
    ['b.three', { drop: true as const }],
  ]);
  expect(applyChanges(rubric, changes)).toEqual([
    { id: 'a.one', points: 0, title: 'one', visibility: 'after-due' },
    { id: 'a.two', points: 2, title: 'two', visibility: 'hidden' },
  ]);
  expect(applyChanges(rubric, new Map())).toEqual(rubric);
});
