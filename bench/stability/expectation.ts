/** What a fixture's `expected.json` says of its grade. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

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

export function readExpectation(folder: string): Expectation {
  return expectation.parse(JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')));
}
