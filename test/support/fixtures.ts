import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

export const fixturesFolder = fileURLToPath(new URL('../../fixtures/submissions/', import.meta.url));

/** Exactly these checks fail, exactly these are skipped, each by its blocker; all others pass. */
const expectation = z.strictObject({
  why: z.string(),
  failed: z.record(z.string(), z.string()),
  skipped: z.record(z.string(), z.string()),
  /** The places in the submission's files that failed checks name, where the fixture asks for them. */
  at: z.record(z.string(), z.string()).optional(),
  /** What a failed check earns all the same. */
  points: z.record(z.string(), z.int()).default({}),
});
export type Expectation = z.infer<typeof expectation>;

/** The submissions of an exercise, by folder name. */
export function fixtureNames(exercise: string): string[] {
  return readdirSync(join(fixturesFolder, exercise)).sort();
}

export function expectationOf(exercise: string, name: string): Expectation {
  return expectation.parse(JSON.parse(readFileSync(join(fixturesFolder, exercise, name, 'expected.json'), 'utf8')));
}
