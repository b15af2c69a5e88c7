import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exitCodeOf } from '../../src/cli/exit-code.ts';

test('full marks are 0, lost points 1', () => {
  expect(exitCodeOf({ final: true, score: 84, maxScore: 84 })).toBe(0);
  expect(exitCodeOf({ final: true, score: 83, maxScore: 84 })).toBe(1);
});

test('a grade that is not final is 2, whatever its points', () => {
  fc.assert(
    fc.property(fc.nat(100), fc.nat(100), (score, maxScore) => {
      expect(exitCodeOf({ final: false, score, maxScore })).toBe(2);
    }),
  );
});
