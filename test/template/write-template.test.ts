import { link, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeTemplate } from '../../src/template/write-template.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const files = [
  { path: '.github/workflows/grade.yml', text: 'name: Grade\n' },
  { path: 'answers.yaml', text: 'ours\n' },
];

const listed = async (folder: string) => (await readdir(folder, { recursive: true })).sort();

describe('a folder that is made, or empty', () => {
  test.each([['new'], ['new/below/it'], ['.']])('%s', async (name) => {
    await using temporary = await makeTemporaryFolder();
    const folder = join(temporary.path, name);
    await writeTemplate(folder, files, 'empty');
    expect(await listed(folder)).toEqual([
      '.github',
      '.github/workflows',
      '.github/workflows/grade.yml',
      'answers.yaml',
    ]);
    expect(await readFile(join(folder, '.github/workflows/grade.yml'), 'utf8')).toBe('name: Grade\n');
  });

  test('a repository without a commit is empty', async () => {
    await using temporary = await makeTemporaryFolder();
    await mkdir(join(temporary.path, '.git'));
    await writeTemplate(temporary.path, files, 'empty');
    expect(await readdir(temporary.path)).toContain('answers.yaml');
  });

  test('a link to a folder is a folder, since it was named', async () => {
    await using temporary = await makeTemporaryFolder();
    await mkdir(join(temporary.path, 'real'));
    await symlink('real', join(temporary.path, 'named'));
    await writeTemplate(join(temporary.path, 'named'), files, 'empty');
    expect(await readdir(join(temporary.path, 'real'))).toContain('answers.yaml');
  });
});

describe('a folder with something in it', () => {
  test('is left alone', async () => {
    await using temporary = await makeTemporaryFolder();
    await writeFile(join(temporary.path, 'answers.yaml'), 'mine\n');
    await expect(writeTemplate(temporary.path, files, 'empty')).rejects.toMatchObject({
      code: 'FOLDER_NOT_EMPTY',
      exitCode: 2,
      message: `${temporary.path} is not empty (it holds answers.yaml); name an empty folder, or use --force, which overwrites the files that the template has and no others.`,
    });
    expect(await listed(temporary.path)).toEqual(['answers.yaml']);
    expect(await readFile(join(temporary.path, 'answers.yaml'), 'utf8')).toBe('mine\n');
  });

  test('or has the files of the template overwritten, and no others', async () => {
    await using temporary = await makeTemporaryFolder();
    await mkdir(join(temporary.path, '.github'));
    for (const path of ['answers.yaml', 'consumer.ts', '.github/mine.yml']) {
      await writeFile(join(temporary.path, path), 'mine\n');
    }
    await writeTemplate(temporary.path, files, 'overwrite');
    const texts = await Promise.all(
      ['answers.yaml', 'consumer.ts', '.github/mine.yml'].map((path) => readFile(join(temporary.path, path), 'utf8')),
    );
    expect(texts).toEqual(['ours\n', 'mine\n', 'mine\n']);
  });

  test('a file that has another name elsewhere stays as it is there', async () => {
    await using temporary = await makeTemporaryFolder();
    await using elsewhere = await makeTemporaryFolder();
    await writeFile(join(elsewhere.path, 'theirs'), 'theirs\n');
    await link(join(elsewhere.path, 'theirs'), join(temporary.path, 'answers.yaml'));
    await writeTemplate(temporary.path, files, 'overwrite');
    expect(await readFile(join(elsewhere.path, 'theirs'), 'utf8')).toBe('theirs\n');
  });
});

describe('what is in the way is told before anything is written', () => {
  const inTheWay: [what: string, make: (folder: string, elsewhere: string) => Promise<unknown>, says: string][] = [
    [
      'a link to a file',
      (folder, elsewhere) => symlink(join(elsewhere, 'theirs'), join(folder, 'answers.yaml')),
      'answers.yaml is in the way: it is a symbolic link, and nothing is written through one. Move it, or name another folder.',
    ],
    [
      'a link to nothing',
      (folder, elsewhere) => symlink(join(elsewhere, 'nothing'), join(folder, 'answers.yaml')),
      'answers.yaml is in the way: it is a symbolic link',
    ],
    [
      'a link to a folder',
      (folder, elsewhere) => symlink(elsewhere, join(folder, '.github')),
      '.github is in the way: it is a symbolic link',
    ],
    ['a folder', (folder) => mkdir(join(folder, 'answers.yaml')), 'answers.yaml is in the way: it is not a file.'],
    [
      'a file for a folder',
      (folder) => writeFile(join(folder, '.github'), ''),
      '.github is in the way: it is not a folder.',
    ],
  ];

  test.each(inTheWay)('%s', async (_what, make, says) => {
    await using temporary = await makeTemporaryFolder();
    await using elsewhere = await makeTemporaryFolder();
    await writeFile(join(elsewhere.path, 'theirs'), 'theirs\n');
    await make(temporary.path, elsewhere.path);
    const before = await listed(temporary.path);
    await expect(writeTemplate(temporary.path, files, 'overwrite')).rejects.toMatchObject({
      code: 'OUTPUT_NOT_WRITABLE',
      message: expect.stringContaining(`${temporary.path}/${says}`),
    });
    expect(await listed(temporary.path)).toEqual(before);
    expect(await listed(elsewhere.path)).toEqual(['theirs']);
    expect(await readFile(join(elsewhere.path, 'theirs'), 'utf8')).toBe('theirs\n');
  });
});

describe('where no folder can be', () => {
  test.each([['file'], ['file/below/it'], ['dangling']])('%s', async (name) => {
    await using temporary = await makeTemporaryFolder();
    const folder = join(temporary.path, name);
    const culprit = join(temporary.path, name.split('/')[0] ?? '');
    await writeFile(join(temporary.path, 'file'), '');
    await symlink('nowhere', join(temporary.path, 'dangling'));
    await expect(writeTemplate(folder, files, 'overwrite')).rejects.toMatchObject({
      code: 'NO_SUCH_FOLDER',
      exitCode: 3,
      message: `No folder at ${folder}: ${culprit} is not a folder; name a folder, or a place where one can be made.`,
    });
  });

  test('a place where the system makes none', async () => {
    await expect(writeTemplate('/proc/course', files, 'empty')).rejects.toMatchObject({
      code: 'OUTPUT_NOT_WRITABLE',
      exitCode: 2,
      message: expect.stringMatching(/^\/proc\/course can't be written \(ENOENT.*\); name another folder\.$/),
    });
  });
});
