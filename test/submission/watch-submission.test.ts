/** What a folder holds, from change to change, as editors make them. */
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { watchSubmission } from '../../src/submission/watch-submission.ts';
import { shape, submissionFolder } from './submission-folder.ts';

const files = { 'consumer.ts': 'one', 'src/deep/topic.ts': 'one' };
const contentOf = (version: { submission: { files: readonly { path: string; contents: Buffer }[] } }) =>
  Object.fromEntries(version.submission.files.map(({ path, contents }) => [path, contents.toString()]));

describe('a folder that is followed', () => {
  test.each<[string, (folder: string) => Promise<void>, Record<string, string>]>([
    [
      'a file is written',
      (folder) => writeFile(join(folder, 'consumer.ts'), 'two'),
      { ...files, 'consumer.ts': 'two' },
    ],
    [
      'a file is exchanged, as editors do',
      async (folder) => {
        await writeFile(join(folder, 'consumer.ts.new'), 'two');
        await rename(join(folder, 'consumer.ts.new'), join(folder, 'consumer.ts'));
      },
      { ...files, 'consumer.ts': 'two' },
    ],
    [
      'a file deep in it is written',
      (folder) => writeFile(join(folder, 'src/deep/topic.ts'), 'two'),
      { ...files, 'src/deep/topic.ts': 'two' },
    ],
    ['a file is deleted', (folder) => rm(join(folder, 'consumer.ts')), { 'src/deep/topic.ts': 'one' }],
    [
      'a folder is made with a file in it',
      async (folder) => {
        await mkdir(join(folder, 'lib/more'), { recursive: true });
        await writeFile(join(folder, 'lib/more/x.ts'), 'x');
      },
      { ...files, 'lib/more/x.ts': 'x' },
    ],
  ])('holds something else when %s', async (_, change, expected) => {
    await using folder = await submissionFolder(files);
    using watched = await watchSubmission(folder.path, shape);
    expect(contentOf(watched.first)).toEqual(files);
    await change(folder.path);
    expect(contentOf(await watched.first.next)).toEqual(expected);
    expect(watched.first.overtaken.aborted).toBe(true);
  });

  test('is followed into folders that came later', async () => {
    await using folder = await submissionFolder(files);
    using watched = await watchSubmission(folder.path, shape);
    await folder.write({ 'lib/x.ts': 'one' });
    const second = await watched.first.next;
    await folder.write({ 'lib/x.ts': 'two' });
    expect(contentOf(await second.next)).toMatchObject({ 'lib/x.ts': 'two' });
    expect(second.overtaken.aborted).toBe(true);
  });

  test('is no other for what is never read, nor for what was saved as it was', async () => {
    await using folder = await submissionFolder(files);
    using watched = await watchSubmission(folder.path, shape);
    await folder.write({
      'node_modules/x/index.js': 'x',
      '.git/HEAD': 'x',
      '.consumer.ts.swp': 'x',
      'consumer.ts': 'one',
    });
    await folder.write({ 'producer.ts': 'new' });
    expect(contentOf(await watched.first.next)).toMatchObject({ 'producer.ts': 'new' });
  });

  test('that is deleted can not be graded any more', async () => {
    await using folder = await submissionFolder(files);
    using watched = await watchSubmission(folder.path, shape);
    await rm(folder.path, { recursive: true });
    await expect(watched.first.next).rejects.toMatchObject({ code: 'NO_SUCH_FOLDER' });
    expect(watched.first.overtaken.aborted).toBe(true);
  });
});
