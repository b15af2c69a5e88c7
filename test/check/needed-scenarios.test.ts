import { expect, test } from 'vitest';
import { type Check, defineCheck } from '../../src/check/check.ts';
import { neededScenarios } from '../../src/check/needed-scenarios.ts';
import { passed } from '../../src/check/verdict.ts';

const check = (id: string, scenarios: string[], dependsOn: string[]): Check =>
  defineCheck({ id, scenarios, dependsOn, programs: [], judge: () => passed('It is.') });

const checks = [
  check('a.one', ['reading'], []),
  check('a.two', ['scaling'], ['a.one']),
  check('b.three', ['crash'], ['a.two']),
  check('c.circular', ['live'], ['c.too']),
  check('c.too', ['latest'], ['c.circular']),
];

test('a check needs its scenarios, and those of all that it depends on', () => {
  expect(neededScenarios(checks, ['a.one'])).toEqual(new Set(['reading']));
  expect(neededScenarios(checks, ['b.three'])).toEqual(new Set(['crash', 'scaling', 'reading']));
});

test('checks that depend on each other end', () => {
  expect(neededScenarios(checks, ['c.circular'])).toEqual(new Set(['live', 'latest']));
});

test('no check needs no scenario, and an unknown one neither', () => {
  expect(neededScenarios(checks, [])).toEqual(new Set());
  expect(neededScenarios(checks, ['d.unknown'])).toEqual(new Set());
});
