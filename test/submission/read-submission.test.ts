import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, rename, symlink, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { submissionLimits } from '../../src/submission/limits.ts';
import { readSubmission } from '../../src/submission/submission.ts';
import { describeFault } from '../../src/submission/submission-fault.ts';
import { shape, submissionFolder } from './submission-folder.ts';

describe('what is read', () => {
  test('is every regular file, by its path', async () => {
    await using folder = await submissionFolder({ 'src/consumer.ts': '1', 'a.txt': '2', '.env': '3', 'Z.md': '4' });
    const submission = await folder.read();
    expect(submission.id).toBe('ada');
    expect(submission.folder).toBe(folder.path);
    expect(submission.files.map(({ path, contents }) => [path, contents.toString()])).toEqual([
      ['.env', '3'],
      ['Z.md', '4'],
      ['a.txt', '2'],
      ['src/consumer.ts', '1'],
    ]);
    expect(submission.faults).toEqual([]);
  });

  test('is not what stands in node_modules, dist, .venv and folders whose name begins with a dot, at any depth', async () => {
    await using folder = await submissionFolder({
      'consumer.ts': '',
      'node_modules/kafkajs/index.js': '',
      'dist/consumer.js': '',
      '.venv/bin/python': '',
      '.git/HEAD': '',
      'src/.vscode/settings.json': '',
      'src/node_modules/x/index.js': '',
    });
    await symlink('/nowhere', join(folder.path, 'src', 'dist'));
    const submission = await folder.read();
    expect(submission.files.map(({ path }) => path)).toEqual(['consumer.ts']);
    expect(submission.faults).toEqual([]);
  });

  test('a folder without any file is a submission', async () => {
    await using folder = await submissionFolder();
    expect(await folder.read()).toMatchObject({ files: [], faults: [] });
  });

  test('its texts may stand in src, and the one in the folder itself wins', async () => {
    await using folder = await submissionFolder({ 'src/answers.yaml': 'in src' });
    const inSrc = await folder.read();
    expect(inSrc.texts.get('answers.yaml')).toEqual({ status: 'read', path: 'src/answers.yaml', text: 'in src' });
    await folder.write({ 'answers.yaml': 'above' });
    const above = await folder.read();
    expect(above.texts.get('answers.yaml')).toEqual({ status: 'read', path: 'answers.yaml', text: 'above' });
  });

  test('a text that is not there has a reason', async () => {
    await using folder = await submissionFolder();
    const { texts } = await folder.read();
    expect(texts.get('answers.yaml')).toEqual({
      status: 'unavailable',
      reason: 'There is no answers.yaml in the folder or in its src/.',
    });
  });
});

describe('a text', () => {
  test.each([
    ['UTF-8', Buffer.from('a: ü\n')],
    ['UTF-8 with a byte order mark', Buffer.from('\ufeffa: ü\n')],
    ['UTF-16, as some editors on Windows write it', Buffer.from('\ufeffa: ü\n', 'utf16le')],
  ])('is read as %s', async (_, contents) => {
    await using folder = await submissionFolder({ 'answers.yaml': contents });
    expect((await folder.read()).texts.get('answers.yaml')).toMatchObject({ text: 'a: ü\n' });
  });

  test('over its limit is not read', async () => {
    await using folder = await submissionFolder({ 'answers.yaml': Buffer.alloc(submissionLimits.textBytes + 1, 'a') });
    expect((await folder.read()).texts.get('answers.yaml')).toEqual({
      status: 'unavailable',
      reason: 'answers.yaml is larger than 16 KiB, the most that the grader reads of one file.',
    });
  });
});

describe('what is refused', () => {
  test('links are named and not followed', async () => {
    await using folder = await submissionFolder({ 'src/consumer.ts': '' });
    await symlink('/etc/passwd', join(folder.path, 'answers.yaml'));
    await symlink('/etc', join(folder.path, 'etc'));
    const submission = await folder.read();
    expect(submission.files.map(({ path }) => path)).toEqual(['src/consumer.ts']);
    expect(submission.faults).toEqual([
      { kind: 'link', path: 'answers.yaml' },
      { kind: 'link', path: 'etc' },
    ]);
    expect(submission.texts.get('answers.yaml')).toEqual({
      status: 'unavailable',
      reason: 'answers.yaml is a link, and the grader reads only regular files.',
    });
  });

  test('a FIFO or a socket is named and never opened', async () => {
    await using folder = await submissionFolder();
    execFileSync('mkfifo', [join(folder.path, 'answers.yaml')]);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(join(folder.path, 'socket'), resolve));
    const submission = await folder.read();
    await new Promise((resolve) => server.close(resolve));
    expect(submission.faults).toEqual([
      { kind: 'special-file', path: 'answers.yaml' },
      { kind: 'special-file', path: 'socket' },
    ]);
  });

  test('a file over the limit is left out, one of exactly the limit is not', async () => {
    await using folder = await submissionFolder({
      'archive.zip': Buffer.alloc(submissionLimits.fileBytes + 1),
      'orders.jsonl': Buffer.alloc(submissionLimits.fileBytes),
    });
    const submission = await folder.read();
    expect(submission.files.map(({ path }) => path)).toEqual(['orders.jsonl']);
    expect(submission.faults).toEqual([
      { kind: 'file-too-large', path: 'archive.zip', limitBytes: submissionLimits.fileBytes },
    ]);
    expect(submission.faults.map(describeFault)).toEqual([
      'archive.zip is larger than 1 MiB, the most that the grader reads of one file.',
    ]);
  });

  test('too much in all ends the reading', async () => {
    const part = Buffer.alloc(submissionLimits.fileBytes);
    const parts = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`part-${index}`, part]));
    await using folder = await submissionFolder({ ...parts, 'answers.yaml': 'a: 1' });
    const submission = await folder.read();
    expect(submission.faults).toEqual([{ kind: 'too-large', limitBytes: submissionLimits.totalBytes }]);
    const read = submission.files.reduce((sum, { contents }) => sum + contents.length, 0);
    expect(read).toBeLessThanOrEqual(submissionLimits.totalBytes);
    expect(submission.texts.get('answers.yaml')).toEqual({
      status: 'unavailable',
      reason: "The submission's files are larger than 10 MiB together, the most that the grader reads.",
    });
  });

  test('too many files end the reading', async () => {
    await using folder = await submissionFolder();
    const names = Array.from({ length: submissionLimits.entries + 1 }, (_, index) =>
      join(folder.path, `file-${index}`),
    );
    await Promise.all(names.map((name) => writeFile(name, '')));
    const submission = await folder.read();
    expect(submission.faults).toEqual([{ kind: 'too-many-files', limit: submissionLimits.entries }]);
  });

  test.each([
    ['missing', 'nothing is there'],
    ['a-file', 'it is not a folder'],
  ])('%s is no submission', async (name, problem) => {
    await using folder = await submissionFolder({ 'a-file': '' });
    const path = join(folder.path, name);
    await expect(readSubmission(path, shape)).rejects.toMatchObject({
      code: 'NO_SUCH_FOLDER',
      message: `No submission at ${path}: ${problem}; a submission is a folder.`,
    });
  });
});

describe('the fingerprint', () => {
  const files = { 'consumer.ts': 'one', 'src/lib.ts': 'two' };

  test('is of paths and contents alone', async () => {
    await using one = await submissionFolder(files);
    await using other = await submissionFolder({
      'src/lib.ts': 'two',
      'node_modules/x/index.js': '',
      'consumer.ts': 'one',
    });
    await utimes(join(other.path, 'consumer.ts'), 1, 1);
    const [first, second] = [await one.read(), await other.read()];
    expect(first.sha256).toBe(second.sha256);
    expect(first.sha256).toBe(createHash('sha256').update('11\nconsumer.ts3\none10\nsrc/lib.ts3\ntwo').digest('hex'));
  });

  test.each([
    ['another content', { 'consumer.ts': 'one!', 'src/lib.ts': 'two' }],
    ['another name', { 'consumer.ts': 'one', 'src/lob.ts': 'two' }],
    ['another file', { ...files, 'more.ts': '' }],
    ['a byte that has moved to the next file', { 'consumer.ts': 'on', 'src/lib.ts': 'etwo' }],
    ['a byte that has moved to the name', { 'consumer.tso': 'ne', 'src/lib.ts': 'two' }],
  ])('changes with %s', async (_change, changed) => {
    await using one = await submissionFolder(files);
    await using other = await submissionFolder(changed);
    expect((await other.read()).sha256).not.toBe((await one.read()).sha256);
  });
});

describe('the commit', () => {
  const git = (folder: string, ...args: string[]): string =>
    execFileSync('git', ['-C', folder, '-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...args], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], GIT_CONFIG_NOSYSTEM: '1', HOME: folder },
    }).trim();

  test('is the one checked out, on a branch, packed, detached, in a folder below and in a worktree', async () => {
    await using folder = await submissionFolder({ 'consumer.ts': '' });
    git(folder.path, 'init', '--quiet');
    expect((await folder.read()).commit).toBeNull();
    git(folder.path, 'add', '.');
    git(folder.path, 'commit', '--quiet', '--message', 'Begin');
    const commit = git(folder.path, 'rev-parse', 'HEAD');
    expect((await folder.read()).commit).toBe(commit);
    git(folder.path, 'pack-refs', '--all');
    expect((await folder.read()).commit).toBe(commit);
    git(folder.path, 'checkout', '--quiet', '--detach');
    expect((await folder.read()).commit).toBe(commit);
    await mkdir(join(folder.path, 'below'));
    expect((await readSubmission(join(folder.path, 'below'), shape)).commit).toBe(commit);
    git(folder.path, 'worktree', 'add', '--quiet', '-b', 'other', '../tree');
    expect((await readSubmission(join(folder.path, '..', 'tree'), shape)).commit).toBe(commit);
  });

  test('is null where .git says nothing sensible', async () => {
    await using folder = await submissionFolder({
      '.git/HEAD': 'ref: refs/../../consumer.ts',
      'consumer.ts': 'a'.repeat(40),
    });
    expect((await folder.read()).commit).toBeNull();
    await folder.write({ '.git/HEAD': 'ref: refs/heads/main', '.git/refs/heads/main': 'not a commit' });
    expect((await folder.read()).commit).toBeNull();
    await rename(join(folder.path, '.git', 'HEAD'), join(folder.path, '.git', 'OLD'));
    execFileSync('mkfifo', [join(folder.path, '.git', 'HEAD')]);
    expect((await folder.read()).commit).toBeNull();
  });
});
