import { defineConfig } from 'vitest/config';

/** What needs both ways to a broker: Java, and a Docker daemon that has the image or can pull it. */
export default defineConfig({
  oxc: { target: 'node20', jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: { include: ['test-brokers/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 120_000 },
});
