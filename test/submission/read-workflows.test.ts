import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { workflowLimits } from '../../src/submission/limits.ts';
import { readWorkflows } from '../../src/submission/read-workflows.ts';
import { type SubmissionFolder, submissionFolder } from './submission-folder.ts';

const workflows = '.github/workflows';

async function found(path: string): Promise<[path: string, text: string | null][]> {
  return (await readWorkflows(path)).map(({ path, contents }) => [path, contents?.toString() ?? null]);
}

async function inFolder(files: Record<string, string>): Promise<SubmissionFolder> {
  return submissionFolder({ 'consumer.ts': '', ...files });
}

test('are the YAML files right below .github/workflows, by path', async () => {
  await using folder = await inFolder({
    [`${workflows}/b.yml`]: 'b',
    [`${workflows}/a.yaml`]: 'a',
    [`${workflows}/README.md`]: '',
    [`${workflows}/more/c.yml`]: '',
    '.github/dependabot.yml': '',
    'workflows/d.yml': '',
  });
  expect(await found(folder.path)).toEqual([
    [`${workflows}/a.yaml`, 'a'],
    [`${workflows}/b.yml`, 'b'],
  ]);
});

test('are those of the repository that the folder lies in, however it is checked out', async () => {
  await using repository = await inFolder({
    [`${workflows}/grade.yml`]: 'outer',
    [`week-3/${workflows}/grade.yml`]: 'inner',
    'week-3/src/consumer.ts': '',
  });
  const inner = join(repository.path, 'week-3');
  expect(await found(inner)).toEqual([[`${workflows}/grade.yml`, 'inner']]);
  await mkdir(join(repository.path, '.git'));
  expect(await found(inner)).toEqual([[`${workflows}/grade.yml`, 'outer']]);
  expect(await found(join(inner, 'src'))).toEqual([[`${workflows}/grade.yml`, 'outer']]);
  await rm(join(repository.path, '.git'), { recursive: true });
  await writeFile(join(repository.path, '.git'), 'gitdir: elsewhere');
  expect(await found(inner)).toEqual([[`${workflows}/grade.yml`, 'outer']]);
});

test('are none where there is none, or a file in the way', async () => {
  await using folder = await inFolder({});
  expect(await found(folder.path)).toEqual([]);
  await folder.write({ '.github': 'no folder' });
  expect(await found(folder.path)).toEqual([]);
});

test('are not found behind links', async () => {
  await using elsewhere = await inFolder({ [`${workflows}/grade.yml`]: 'elsewhere' });
  await using folder = await inFolder({ [`${workflows}/own.yml`]: 'own' });
  await symlink(join(elsewhere.path, workflows, 'grade.yml'), join(folder.path, workflows, 'grade.yml'));
  await mkdir(join(folder.path, workflows, 'folder.yml'));
  expect(await found(folder.path)).toEqual([[`${workflows}/own.yml`, 'own']]);

  await rm(join(folder.path, workflows), { recursive: true });
  await symlink(join(elsewhere.path, workflows), join(folder.path, workflows));
  expect(await found(folder.path)).toEqual([]);

  await rm(join(folder.path, '.github'), { recursive: true });
  await symlink(join(elsewhere.path, '.github'), join(folder.path, '.github'));
  expect(await found(folder.path)).toEqual([]);
});

test('are limited in number, and what is too large is named without being read', async () => {
  await using folder = await inFolder({
    [`${workflows}/a.yml`]: ' '.repeat(workflowLimits.fileBytes),
    [`${workflows}/b.yml`]: ' '.repeat(workflowLimits.fileBytes + 1),
  });
  const [whole, tooLarge] = await readWorkflows(folder.path);
  expect(whole?.contents).toHaveLength(workflowLimits.fileBytes);
  expect(tooLarge).toEqual({ path: `${workflows}/b.yml`, contents: null });

  const many = Array.from({ length: workflowLimits.files + 5 }, (_, i) => [`${workflows}/${100 + i}.yml`, ''] as const);
  await folder.write(Object.fromEntries(many));
  expect(await readWorkflows(folder.path)).toHaveLength(workflowLimits.files);
});

test('are no part of the submission', async () => {
  await using folder = await inFolder({});
  const before = await folder.read();
  await folder.write({ [`${workflows}/grade.yml`]: 'on: push' });
  const after = await folder.read();
  expect(after.sha256).toBe(before.sha256);
  expect(after.files.map(({ path }) => path)).toEqual(['consumer.ts']);
  expect(after.faults).toEqual([]);
});
