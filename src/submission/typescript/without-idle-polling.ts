import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/**
 * kafkajs 2.2.4 asks a thousand times a second, on each connection, whether a request waits that could not be sent yet, also
 * when none does (tulios/kafkajs#1704). That is half of what a waiting consumer costs. Here it asks only while one waits, or
 * while the broker has it throttled: what is sent, and when, is the same, since whatever comes to wait asks for itself (`push`).
 */
export const withoutIdlePolling: Plugin = {
  name: 'without-idle-polling',
  setup(build) {
    build.onLoad({ filter: /[\\/]kafkajs[\\/]src[\\/]network[\\/]requestQueue[\\/]index\.js$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      return { contents: source.replace(asksAlways, asksWhileOneWaits), loader: 'js' };
    });
  },
};

const asksAlways = 'if (!this.throttleCheckTimeoutId) {';
const asksWhileOneWaits = 'if (!this.throttleCheckTimeoutId && (this.pending.length > 0 || scheduleAt > 0)) {';
