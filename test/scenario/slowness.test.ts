import { expect, test } from 'vitest';
import { measureSlowness, slownessFactor, slownessMeter } from '../../src/scenario/slowness.ts';

test.each([
  [0, 1],
  [70, 1],
  [150, 1],
  [165, 1.1],
  [450, 3],
  [1_500, 10],
  [60_000, 400],
])('a machine on which an empty program takes %i ms is %f times slow', (emptyProgramMs, factor) => {
  expect(slownessFactor(emptyProgramMs)).toBe(factor);
});

test('this machine is measured by really starting a program', async () => {
  const { emptyProgramMs, factor } = await measureSlowness();
  expect(emptyProgramMs).toBeGreaterThan(0);
  expect(factor).toBeGreaterThanOrEqual(1);
});

test('many who ask at once make one measurement, so that asking makes no machine slow', async () => {
  const measure = slownessMeter();
  const answers = await Promise.all([measure(), measure(), measure()]);
  expect(new Set(answers).size).toBe(1);
  expect(await measure()).toBe(answers[0]);
});
