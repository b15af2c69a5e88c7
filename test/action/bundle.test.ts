/** The action's one file, and what its action.yml says of it. */
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { actionFile, bundleAction } from '../../scripts/action-bundle.ts';
import { repository } from '../cli/run-grader.ts';

const kept = readFileSync(`${repository}${actionFile}`, 'utf8');
const manifest = parse(readFileSync(`${repository}${dirname(actionFile)}/action.yml`, 'utf8'));

test('is what the source makes: npm run action', async () => {
  expect((await bundleAction()) === kept).toBe(true);
});

test('is small, and knows nothing of where it was made', () => {
  expect(kept.length).toBeLessThan(200_000);
  expect(kept).not.toContain(repository);
  expect(kept).not.toContain('node_modules');
});

test('brings no client for HTTP along', () => {
  const required = [...kept.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name?.replace('node:', ''));
  expect(required).not.toContain('http');
  expect(required).not.toContain('net');
});

test('is run by Node 24, with every input and output that it has', () => {
  expect(manifest.runs).toEqual({ using: 'node24', main: 'index.cjs' });
  const defaults = Object.entries<{ default: string }>(manifest.inputs).map(([name, input]) => [name, input.default]);
  expect(Object.fromEntries(defaults)).toEqual({ output: '.kafka-grader', folder: '.', classroom: 'true' });
  expect(Object.keys(manifest.outputs)).toEqual(['points', 'max-points', 'result', 'final']);
});
