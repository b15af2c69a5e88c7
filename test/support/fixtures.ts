import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Expectation, readExpectation } from '../../bench/stability/expectation.ts';

export const fixturesFolder = fileURLToPath(new URL('../../fixtures/submissions/', import.meta.url));

/** The submissions of an exercise, by folder name. */
export function fixtureNames(exercise: string): string[] {
  return readdirSync(join(fixturesFolder, exercise)).sort();
}

export function expectationOf(exercise: string, name: string): Expectation {
  return readExpectation(join(fixturesFolder, exercise, name));
}
