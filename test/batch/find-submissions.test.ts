import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findSubmissions } from '../../src/batch/find-submissions.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';
import { zipOf } from './archives.ts';
import { readHandedIn } from './read-handed-in.ts';

/** Ids and first files of the submissions in a folder with these files, whose contents are their paths, and these folders. */
async function found(...paths: string[]): Promise<[id: string, file: string | undefined][]> {
  await using temporary = await makeTemporaryFolder();
  for (const path of paths) {
    const absolute = join(temporary.path, path);
    await mkdir(path.endsWith('/') ? absolute : dirname(absolute), { recursive: true });
    if (path.endsWith('.zip')) await writeFile(absolute, zipOf([{ name: 'x.ts', contents: path }]));
    else if (!path.endsWith('/')) await writeFile(absolute, path);
  }
  await writeFile(join(temporary.path, 'roster.csv'), '');
  await symlink('/etc', join(temporary.path, 'link'));
  const submissions = await findSubmissions(temporary.path, null);
  return await Promise.all(
    submissions.map(async (submission) => {
      const { id, files } = await readHandedIn(submission);
      expect(id).toBe(submission.id);
      return [id, files[0]?.contents.toString()] as [string, string | undefined];
    }),
  );
}

test('every folder is a submission, but for tools; other files and links are none', async () => {
  expect(await found('bob/', 'ada/src/x.ts', '.git/x.ts', 'node_modules/x.ts', '.ada.zip', 'notes.txt')).toEqual([
    ['ada', 'ada/src/x.ts'],
    ['bob', undefined],
  ]);
});

test('archives are submissions, beside folders and alone, by their names without the ending', async () => {
  expect(await found('cid.v2.zip', 'Ada.ZIP', 'bob/x.ts')).toEqual([
    ['Ada', undefined],
    ['bob', 'bob/x.ts'],
    ['cid.v2', 'cid.v2.zip'],
  ]);
  expect((await found('ada.tar', 'bob.tar.gz', 'cid.tgz', 'dan.rar')).map(([id]) => id)).toEqual([
    'ada',
    'bob',
    'cid',
    'dan',
  ]);
});

test('a download of GitHub Classroom is entered', async () => {
  expect(await found('day-3-submissions/day-3-ada/x.ts', 'day-3-submissions/day-3-bob.zip')).toEqual([
    ['day-3-ada', 'day-3-submissions/day-3-ada/x.ts'],
    ['day-3-bob', 'day-3-submissions/day-3-bob.zip'],
  ]);
});

test('one beside others is a submission like them, and an archive of that name is one', async () => {
  expect(await found('late-submissions/x.ts', 'ada.zip')).toEqual([
    ['ada', 'ada.zip'],
    ['late-submissions', 'late-submissions/x.ts'],
  ]);
  expect(await found('late-submissions.zip')).toEqual([['late-submissions', 'late-submissions.zip']]);
});

describe('names that can have no place of their own are refused before anything runs', () => {
  test.each([
    [['ada/', 'ada.zip', 'bob/'], '"ada" and "ada.zip" are one name'],
    [['ada.tar', 'ada.zip', 'Bob/', 'bob/'], '"Bob" and "bob" are one name; "ada.tar" and "ada.zip" are one name'],
    [
      ['Zoe\u0308/', 'zo\u00eb.zip', 'x.zip', 'x.tgz', 'x/'],
      '"Zoe\u0308" and "zo\u00eb.zip" are one name; "x", "x.tgz" and "x.zip" are one name',
    ],
    [
      ['a\nb/', 'c\\d.zip'],
      `"a\\nb" can't be the name of a folder everywhere; "c\\d.zip" can't be the name of a folder everywhere`,
    ],
  ])('%j', async (paths, problem) => {
    await expect(found(...paths)).rejects.toMatchObject({
      code: 'SUBMISSION_IDS',
      exitCode: 3,
      message: expect.stringMatching(
        /^The submissions in \S+ can't be told apart: (.*)\. Each needs a name of its own, /,
      ),
    });
    await expect(found(...paths)).rejects.toThrow(` can't be told apart: ${problem}. `);
  });
});
