import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  oxc: { target: 'node20', jsx: { runtime: 'automatic', importSource: 'preact' } },
  /** The package's own entries, from source instead of from `dist`. */
  resolve: {
    alias: [
      { find: /^kafka-grader$/, replacement: source('src/api/exercise.ts') },
      { find: /^kafka-grader\/vitest$/, replacement: source('src/vitest/suite.ts') },
      { find: /^kafka-grader\/check$/, replacement: source('src/api/check.ts') },
    ],
  },
  test: { include: ['test/**/*.test.ts'], maxConcurrency: 3, testTimeout: 60_000, hookTimeout: 60_000 },
});
