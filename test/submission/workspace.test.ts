import { readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildPrograms } from '../../src/submission/build-programs.ts';
import { submissionLimits } from '../../src/submission/limits.ts';
import { typescript } from '../../src/submission/typescript/typescript.ts';
import { preparation, shape, submissionFolder } from './submission-folder.ts';

/** What stands in a folder, but for the grader's own. */
async function entries(folder: string): Promise<string[]> {
  const all = await readdir(folder, { recursive: true });
  return all.filter((path) => !path.startsWith('.kafka-grader')).sort();
}

test('holds what was read of the submission, and nothing else', async () => {
  await using folder = await submissionFolder({
    'consumer.ts': 'console.log(1);',
    'data/orders.jsonl': '{}',
    'node_modules/kafkajs/index.js': '',
    'video.mp4': Buffer.alloc(submissionLimits.fileBytes + 1),
  });
  await symlink('/etc', join(folder.path, 'etc'));
  await using programs = await folder.build();
  await using workspace = await programs.openWorkspace('reading');
  expect(await entries(workspace.folder)).toEqual(['consumer.ts', 'data', 'data/orders.jsonl']);
});

test('what a program does to one changes no other, nor the submission', async () => {
  await using folder = await submissionFolder({ 'consumer.ts': '', 'state.json': 'old' });
  await using programs = await folder.build();
  await using one = await programs.openWorkspace('crash');
  await writeFile(join(one.folder, 'state.json'), 'new');
  await using other = await programs.openWorkspace('crash');
  expect(await readFile(join(other.folder, 'state.json'), 'utf8')).toBe('old');
  expect(await readFile(join(folder.path, 'state.json'), 'utf8')).toBe('old');
});

test('what is laid is what was read, also where the submission has changed since', async () => {
  await using folder = await submissionFolder({ 'consumer.ts': '', 'state.json': 'read' });
  const submission = await folder.read();
  await folder.write({ 'state.json': 'changed' });
  await using programs = await buildPrograms(submission, shape, folder.workFolder, preparation);
  await using workspace = await programs.openWorkspace('reading');
  expect(await readFile(join(workspace.folder, 'state.json'), 'utf8')).toBe('read');
});

test('nothing is left of them when the programs are disposed of', async () => {
  await using folder = await submissionFolder({ 'consumer.ts': "import 'kafkajs';" });
  const programs = await folder.build();
  const workspace = await programs.openWorkspace('reading');
  await workspace[Symbol.asyncDispose]();
  await expect(readdir(workspace.folder)).rejects.toMatchObject({ code: 'ENOENT' });
  await programs.openWorkspace('latest');
  await programs[Symbol.asyncDispose]();
  expect(await readdir(folder.workFolder)).toEqual([]);
});

test('an exercise that offers what is not installed is at fault, and leaves nothing behind', async () => {
  await using folder = await submissionFolder({ 'consumer.ts': '' });
  const offering = { ...shape, languages: [typescript({ packages: ['kafkajs', 'no-such-package-anywhere'] })] };
  await expect(buildPrograms(await folder.read(), offering, folder.workFolder, preparation)).rejects.toMatchObject({
    code: 'PACKAGE_NOT_INSTALLED',
  });
  expect(await readdir(folder.workFolder)).toEqual([]);
});
