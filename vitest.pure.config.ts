import { defineConfig } from 'vitest/config';

/** The tests of the rooms without effects: they need no broker and start no process. */
export default defineConfig({
  oxc: { target: 'node20', jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['test/{evidence,check,grade,report}/**/*.test.ts', 'test/graders/**/*.test.ts'],
  },
});
