import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findSubmissions } from '../../src/batch/find-submissions.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

async function found(...folders: string[]) {
  await using temporary = await makeTemporaryFolder();
  for (const folder of folders) await mkdir(join(temporary.path, folder), { recursive: true });
  await writeFile(join(temporary.path, 'roster.csv'), '');
  await symlink('/etc', join(temporary.path, 'link'));
  const submissions = await findSubmissions(temporary.path);
  const opened = await Promise.all(submissions.map((submission) => submission.open()));
  return submissions.map(({ id }, index) => [id, opened[index]?.folder.slice(temporary.path.length + 1)]);
}

test('every folder is a submission, but for tools; files and links are none', async () => {
  expect(await found('bob', 'ada/src', '.git', 'node_modules')).toEqual([
    ['ada', 'ada'],
    ['bob', 'bob'],
  ]);
});

test('a download of GitHub Classroom is entered', async () => {
  expect(await found('day-3-submissions/day-3-ada', 'day-3-submissions/day-3-bob')).toEqual([
    ['day-3-ada', 'day-3-submissions/day-3-ada'],
    ['day-3-bob', 'day-3-submissions/day-3-bob'],
  ]);
});

test('one beside others is a submission like them', async () => {
  expect(await found('late-submissions', 'ada')).toEqual([
    ['ada', 'ada'],
    ['late-submissions', 'late-submissions'],
  ]);
});
