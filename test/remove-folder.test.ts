import { spawnSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exists } from '../src/exists.ts';
import { removeFolder } from '../src/remove-folder.ts';
import { makeTemporaryFolder } from './support/temporary-folder.ts';

/** What a program of a student's may have made in its folder. */
const made: Readonly<Record<string, string>> = {
  'files and folders': 'mkdir -p a/b; echo x > a/b/c',
  'a path that is longer than the system takes': `node -e "const n='n'.repeat(200);for(let i=0;i<60;i++){require('node:fs').mkdirSync(n);process.chdir(n)}"`,
  'folders that nobody may enter': 'mkdir -p shut/in/deeper; chmod 0 shut/in/deeper shut/in shut; chmod 0500 .',
};

test.each(Object.entries(made))('%s are gone', async (_, script) => {
  await using temporary = await makeTemporaryFolder();
  const folder = join(temporary.path, 'work');
  await mkdir(folder);
  const { status, stderr } = spawnSync('sh', ['-c', script], { cwd: folder, encoding: 'utf8' });
  expect(status, stderr).toBe(0);
  await removeFolder(folder);
  expect(await exists(folder)).toBe(false);
});

test('one that is not there is no fault', async () => {
  await expect(removeFolder('/nowhere/at/all')).resolves.toBeUndefined();
});
