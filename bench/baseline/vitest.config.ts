/**
 * The exercise graded the obvious way, for comparison: a vitest suite with a Kafka per spec file, which starts the programs
 * with `npx tsx` and asks the broker until what it waits for is so.
 *
 *     BASELINE_SUBMISSION=<folder> npx vitest run --config bench/baseline/vitest.config.ts --maxWorkers 7
 *
 * BASELINE_BROKER=shared has all files use one Kafka: the one at BASELINE_BOOTSTRAP, or one started for the run.
 */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  test: {
    include: ['*.spec.ts'],
    globalSetup: ['global-setup.ts'],
    pool: 'forks',
    testTimeout: 180_000,
    hookTimeout: 120_000,
    expect: { poll: { interval: 250, timeout: 60_000 } },
  },
});
