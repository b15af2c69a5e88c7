#!/usr/bin/env node
import { existsSync } from 'node:fs';
import module from 'node:module';
import { fileURLToPath } from 'node:url';

const main = new URL('../dist/src/cli/main.js', import.meta.url);
if (existsSync(main)) {
  // From Node 22 on: what was compiled once need not be again.
  module.enableCompileCache?.();
  await import(main.href);
} else {
  const folder = fileURLToPath(new URL('..', import.meta.url));
  process.stderr.write(`kafka-grader is not built yet: \`npm run build\` in ${folder} does it.\n`);
  process.exitCode = 2;
}
