/** What is written about grading on several machines. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { repository } from '../cli/run-grader.ts';

const pages = ['docs/batch.md', 'docs/scale.md', 'deploy/slurm/README.md', 'deploy/kubernetes/README.md'];

test.each(pages)('%s links to what exists, and closes what it opens', (page) => {
  const text = readFileSync(join(repository, page), 'utf8');
  const links = [...text.matchAll(/\]\(([^)#]+?)(?:#[^)]*)?\)/g)].flatMap(([, link]) => link ?? []);
  expect(links.filter((link) => !existsSync(join(repository, dirname(page), link)))).toEqual([]);
  expect((text.match(/^```/gm) ?? []).length % 2).toBe(0);
});

test('the scripts name every variable that they read', () => {
  for (const name of ['run-shard.sh', 'run-merge.sh']) {
    const text = readFileSync(join(repository, 'deploy', name), 'utf8');
    const told = text.split('set -eu')[0] ?? '';
    const read = new Set([...text.matchAll(/\$\{?([A-Z_]+)/g)].flatMap(([, variable]) => variable ?? []));
    expect([...read].filter((variable) => !told.includes(variable))).toEqual([]);
  }
});
