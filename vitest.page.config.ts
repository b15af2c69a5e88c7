import { defineConfig } from 'vitest/config';

/** What needs a browser: Chromium, found on the path. */
export default defineConfig({
  oxc: { target: 'node20', jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: { include: ['test-page/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
});
