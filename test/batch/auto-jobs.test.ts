import { expect, test } from 'vitest';
import { autoJobs } from '../../src/batch/auto-jobs.ts';

const gib = 2 ** 30;

test.each([
  ['eight a core', { cores: 2, memoryBytes: 24 * gib }, 16],
  ['fewer where there is less memory than that', { cores: 8, memoryBytes: 15.6 * gib }, 15],
  ['one at least', { cores: 1, memoryBytes: gib / 2 }, 1],
])('%s', (_, machine, jobs) => {
  expect(autoJobs(machine)).toBe(jobs);
});
