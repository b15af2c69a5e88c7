import { defineConfig } from 'vitest/config';

/** What needs Slurm, of which it starts one for itself: Debian's slurm-wlm, munge and shellcheck, and root. */
export default defineConfig({
  oxc: { target: 'node20', jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: { include: ['test-slurm/**/*.test.ts'], testTimeout: 300_000, hookTimeout: 120_000 },
});
