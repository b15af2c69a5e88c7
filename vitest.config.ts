import { defineConfig } from 'vitest/config';

export default defineConfig({
  oxc: { target: 'node20' },
  test: { include: ['test/**/*.test.ts'], maxConcurrency: 4, testTimeout: 60_000, hookTimeout: 60_000 },
});
