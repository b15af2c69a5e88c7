import fc from 'fast-check';
import { expect, test } from 'vitest';
import { randomFrom } from '../../src/scenario/random.ts';

test('the same seed makes the same choices', () => {
  fc.assert(
    fc.property(fc.string(), (seed) => {
      const choices = () => {
        const random = randomFrom(seed);
        return [random.int(1000), random.hex(10), random.pick(['a', 'b', 'c']), random.int(7)];
      };
      expect(choices()).toEqual(choices());
    }),
  );
});

test('seeds that differ in one character make other choices', () => {
  const seeds = Array.from({ length: 200 }, (_, i) => `ada/reading/${i}`);
  expect(new Set(seeds.map((seed) => randomFrom(seed).hex(10))).size).toBe(seeds.length);
});

test('whole numbers stay below their bound and reach every value', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 8 }), (seed, below) => {
      const random = randomFrom(seed);
      const drawn = new Set(Array.from({ length: 60 * below }, () => random.int(below)));
      expect([...drawn].sort()).toEqual(Array.from({ length: below }, (_, i) => i));
    }),
  );
});

test('every item is picked, and hexadecimal digits are as many as were asked for', () => {
  const random = randomFrom('x');
  const picked = new Set(Array.from({ length: 200 }, () => random.pick(['a', 'b', 'c'])));
  expect([...picked].sort()).toEqual(['a', 'b', 'c']);
  expect(random.pick(['only'])).toBe('only');
  expect(random.hex(10)).toMatch(/^[0-9a-f]{10}$/);
});
