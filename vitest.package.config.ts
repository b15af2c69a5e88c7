import { defineConfig } from 'vitest/config';

/** The package as students get it, which npm has to fetch dependencies for. */
export default defineConfig({
  oxc: { target: 'node20', jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: { include: ['test-package/**/*.test.ts'], testTimeout: 300_000, hookTimeout: 600_000 },
});
