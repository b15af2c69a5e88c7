import { mergeConfig } from 'vitest/config';
import base from './vitest.config.ts';

/** What needs a Docker daemon with the broker's image, or an image that can be pulled. */
export default mergeConfig({ ...base, test: { ...base.test, include: [] } }, { test: { include: ['test-slow/container/**/*.test.ts'] } });
