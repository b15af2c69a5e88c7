import { randomUUID } from 'node:crypto';
import { defineConfig } from 'vitest/config';

/** Where a student process looks for it: in the environment that the grader was started with. */
process.env['KAFKA_GRADER_TEST_SECRET'] ??= randomUUID();

/** Submissions that attack the grader, the machine and each other. */
export default defineConfig({
  oxc: { target: 'node20', jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['test-hostile/**/*.test.ts'],
    maxConcurrency: 5,
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 120_000,
  },
});
