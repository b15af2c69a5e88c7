/** What pip may take: only what is pinned, each by the digests of its files. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repository } from '../cli/run-grader.ts';

const paths = ['graders', 'test'].flatMap((folder) =>
  readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('requirements.txt'))
    .map((path) => `${folder}/${path}`),
);

test.each(paths)('%s pins every package to one version, and that to digests', (path) => {
  const text = readFileSync(join(repository, path), 'utf8')
    .replace(/^ *#.*\n/gm, '')
    .replaceAll(' \\\n', '');
  const requirements = text.trimEnd().split('\n');
  expect(requirements.length).toBeGreaterThan(1);
  const pinned = /^[\w.-]+==[\w.]+( ; [^;]+?)?( +--hash=sha256:[0-9a-f]{64})+$/;
  expect(requirements.filter((requirement) => !pinned.test(requirement))).toEqual([]);
});

test('those of the exercises and those of the tests are looked at', () => {
  expect(paths).toEqual(['graders/orders/python-requirements.txt', 'test/deploy/kubernetes-requirements.txt']);
});
