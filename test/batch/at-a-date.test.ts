/** `--at`: what a git repository held at an instant, of real repositories, also hostile ones. */
import { execFileSync } from 'node:child_process';
import { appendFile, chmod, mkdir, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { HandedIn } from '../../src/batch/handed-in.ts';
import { handedInArchive, handedInFolder } from '../../src/batch/handed-in.ts';
import { parseInstant } from '../../src/cli/parse-instant.ts';
import type { Files, SubmissionFolder } from '../submission/submission-folder.ts';
import { submissionFolder } from '../submission/submission-folder.ts';
import { readHandedIn } from './read-handed-in.ts';

function git({ path }: { path: string }, date: string, ...args: string[]): string {
  const who = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', '-c', 'protocol.file.allow=always'];
  const env = { PATH: process.env['PATH'], GIT_CONFIG_NOSYSTEM: '1', HOME: path, GIT_COMMITTER_DATE: date };
  return execFileSync('git', ['-C', path, ...who, ...args], { encoding: 'utf8', env, stdio: 'pipe' }).trim();
}

async function commit(folder: SubmissionFolder, date: string, files: Files): Promise<string> {
  await folder.write(files);
  git(folder, date, 'add', '--all', '--force');
  git(folder, date, 'commit', '--quiet', '--allow-empty', '--message', 'Work');
  return git(folder, date, 'rev-parse', 'HEAD');
}

/** A repository with a commit at 10:00 and one at 12:00, and something that was not committed. */
async function repository(): Promise<SubmissionFolder & { readonly commits: readonly [string, string] }> {
  const folder = await submissionFolder();
  git(folder, '', 'init', '--quiet', '--initial-branch', 'main');
  const first = await commit(folder, '2026-11-20T10:00:00Z', { 'producer.ts': 'ten' });
  const second = await commit(folder, '2026-11-20T12:00:00Z', { 'producer.ts': 'twelve', 'src/consumer.ts': 'new' });
  await folder.write({ 'producer.ts': 'later' });
  return { ...folder, commits: [first, second] };
}

const at = ({ path }: { path: string }, instant: string | null): Promise<HandedIn> =>
  handedInFolder('ada', path, instant === null ? null : parseInstant(instant));

describe('of a git repository', () => {
  test.each([
    ['2026-11-20T12:00:00Z', 1, 'twelve'],
    ['2026-11-20T11:59:59.999Z', 0, 'ten'],
    ['2026-11-20T12:30:00+01:00', 0, 'ten'],
    ['2027-01-01T00:00:00Z', 1, 'twelve'],
  ] as const)('at %s commit %i is graded, and not the folder', async (instant, index, contents) => {
    await using folder = await repository();
    const handedIn = await at(folder, instant);
    const read = await readHandedIn(handedIn);
    expect(read.files[0]?.contents.toString()).toBe(contents);
    expect(read).toMatchObject({ id: 'ada', folder: null, commit: folder.commits[index], faults: [] });
    expect(handedIn.handedInAt).toBe(['2026-11-20T10:00:00.000Z', '2026-11-20T12:00:00.000Z'][index]);
  });

  test('without an instant the folder is graded, and its commit says when it was handed in', async () => {
    await using folder = await repository();
    const handedIn = await at(folder, null);
    expect(handedIn.handedInAt).toBe('2026-11-20T12:00:00.000Z');
    expect((await readHandedIn(handedIn)).files[0]?.contents.toString()).toBe('later');
  });

  test('the files are those of the folder as it was then, in every byte', async () => {
    await using folder = await submissionFolder({
      '.gitattributes': '* text eol=crlf export-subst\nconsumer.ts export-ignore\n*.md ident\n',
      'producer.ts': '$Format:%H$\n',
      'consumer.ts': 'mine\n',
      'notes.md': '$Id$\n',
      'node_modules/x/index.js': 'no',
      'a file\twith "quotes" and ü.txt': 'u',
      [`${'deep/'.repeat(60)}x.ts`]: 'deep',
    });
    git(folder, '', 'init', '--quiet');
    await commit(folder, '2026-11-20T10:00:00Z', {});
    await symlink('/etc/passwd', join(folder.path, 'answers.yaml'));
    await chmod(join(folder.path, 'producer.ts'), 0o755);
    await commit(folder, '2026-11-20T11:00:00Z', {});
    const { sha256, faults } = await readHandedIn(await at(folder, '2026-11-20'));
    const expected = await folder.read();
    expect(sha256).toBe(expected.sha256);
    expect(faults).toEqual([{ kind: 'link', path: 'answers.yaml' }]);
    expect(faults).toEqual(expected.faults);
  });

  test('its one folder is not entered: nobody packed it', async () => {
    await using folder = await submissionFolder({ 'ada/producer.ts': 'one' });
    git(folder, '', 'init', '--quiet');
    await commit(folder, '2026-11-20T10:00:00Z', {});
    const { files } = await readHandedIn(await at(folder, '2026-11-20'));
    expect(files.map(({ path }) => path)).toEqual(['ada/producer.ts']);
  });

  test('what was merged after the instant does not count, whenever it was written', async () => {
    await using folder = await submissionFolder({ 'producer.ts': 'main' });
    git(folder, '', 'init', '--quiet', '--initial-branch', 'main');
    const first = await commit(folder, '2026-11-20T10:00:00Z', {});
    git(folder, '', 'checkout', '--quiet', '-b', 'work');
    await commit(folder, '2026-11-20T11:00:00Z', { 'producer.ts': 'work' });
    git(folder, '', 'checkout', '--quiet', 'main');
    git(folder, '2026-11-20T13:00:00Z', 'merge', '--quiet', '--no-ff', '--message', 'Merge', 'work');
    expect(await readHandedIn(await at(folder, '2026-11-20T12:00:00Z'))).toMatchObject({ commit: first });
  });

  test('submodules are not fetched, and are empty folders', async () => {
    await using other = await repository();
    await using folder = await submissionFolder({ 'producer.ts': 'one' });
    git(folder, '', 'init', '--quiet');
    git(folder, '', 'submodule', '--quiet', 'add', other.path, 'module');
    await commit(folder, '2026-11-20T10:00:00Z', {});
    const { files } = await readHandedIn(await at(folder, '2026-11-20'));
    expect(files.map(({ path }) => path)).toEqual(['.gitmodules', 'producer.ts']);
  });

  test('more than the grader reads ends it early, as in a folder', async () => {
    await using folder = await submissionFolder();
    git(folder, '', 'init', '--quiet');
    const large = Object.fromEntries(
      Array.from({ length: 12 }, (_, index) => [`${index}.bin`, Buffer.alloc(1_000_000, index)]),
    );
    await commit(folder, '2026-11-20T10:00:00Z', large);
    const { faults } = await readHandedIn(await at(folder, '2026-11-20'));
    expect(faults).toEqual([{ kind: 'too-large', limitBytes: 10 * 1024 * 1024 }]);
  });

  test('packed, detached and of SHA-256 it is the same', async () => {
    await using folder = await repository();
    git(folder, '', 'gc', '--quiet');
    git(folder, '', 'checkout', '--quiet', '--detach', '--force');
    expect(await readHandedIn(await at(folder, '2026-11-20T11:00:00Z'))).toMatchObject({ commit: folder.commits[0] });
    await using other = await submissionFolder({ 'producer.ts': 'one' });
    git(other, '', 'init', '--quiet', '--object-format', 'sha256');
    const id = await commit(other, '2026-11-20T10:00:00Z', {});
    expect(id).toHaveLength(64);
    expect(await readHandedIn(await at(other, '2026-11-20'))).toMatchObject({
      commit: id,
      files: [{ path: 'producer.ts' }],
    });
  });
});

describe('there is nothing to grade', () => {
  const why = async (folder: { path: string }, instant: string) => {
    const handedIn = await at(folder, instant);
    return handedIn.status === 'not-gradable' ? handedIn.why : handedIn.status;
  };

  test('where every commit is younger', async () => {
    await using folder = await repository();
    expect(await why(folder, '2026-11-20T09:59:59Z')).toBe('its first commit is younger than 2026-11-20T09:59:59.000Z');
    expect(await why(folder, '1960-01-01')).toContain('its first commit is younger');
  });

  test('where a shallow clone does not go back so far', async () => {
    await using folder = await repository();
    await using clone = await submissionFolder();
    git(clone, '', 'clone', '--quiet', '--depth', '1', `file://${folder.path}`, 'clone');
    const path = join(clone.path, 'clone');
    expect(await why({ path }, '2026-11-20T11:00:00Z')).toBe(
      'its clone is shallow, and goes back no further than to after 2026-11-20T11:00:00.000Z',
    );
    expect(await readHandedIn(await at({ path }, '2026-11-21'))).toMatchObject({ commit: folder.commits[1] });
  });

  test('where there is no repository, or no commit', async () => {
    await using folder = await submissionFolder({ 'producer.ts': 'one' });
    expect(await why(folder, '2026-11-20')).toBe('it is no git repository, and so it has no commit of that time');
    git(folder, '', 'init', '--quiet');
    expect(await why(folder, '2026-11-20')).toContain('no commit is checked out in its git repository');
    const archive = handedInArchive({ id: 'ada', ending: '.zip', kind: 'zip' }, '/nowhere.zip', new Date());
    expect(archive).toMatchObject({ status: 'not-gradable', why: expect.stringContaining('it is an archive') });
  });

  test('where the objects are elsewhere: what a student can name there was not handed in', async () => {
    await using other = await repository();
    const refers = 'its git repository refers to another place, and so it has no commit of that time';
    await using file = await submissionFolder({ '.git': `gitdir: ${other.path}/.git` });
    expect(await why(file, '2026-11-20')).toBe(refers);
    await using linked = await submissionFolder({ '.git/HEAD': other.commits[0] });
    await symlink(join(other.path, '.git', 'objects'), join(linked.path, '.git', 'objects'));
    expect(await why(linked, '2026-11-20')).toBe(refers);
    await using alternate = await submissionFolder({
      '.git/HEAD': other.commits[0],
      '.git/objects/info/alternates': `${other.path}/.git/objects\n`,
    });
    expect(await why(alternate, '2026-11-20')).toBe(refers);
    await using parts = await submissionFolder({ '.git/HEAD': other.commits[0], '.git/objects/pack/x': '' });
    const part = other.commits[0].slice(0, 2);
    await symlink(join(other.path, '.git', 'objects', part), join(parts.path, '.git', 'objects', part));
    expect(await why(parts, '2026-11-20')).toBe(refers);
  });

  test('where git can read nothing of it, in its own words', async () => {
    await using folder = await submissionFolder({ '.git/HEAD': 'a'.repeat(40), '.git/objects/pack/x': '' });
    expect(await why(folder, '2026-11-20')).toBe(`git can't read ${folder.path}: fatal: bad object ${'a'.repeat(40)}`);
    expect(await at(folder, null)).toMatchObject({ status: 'gradable', handedInAt: null });
  });
});

test('a repository whose files are gone is the fault of nobody: it is not graded', async () => {
  await using folder = await repository();
  const handedIn = await at(folder, '2026-11-20');
  const tree = git(folder, '', 'rev-parse', 'HEAD:src/consumer.ts');
  await rm(join(folder.path, '.git', 'objects', tree.slice(0, 2), tree.slice(2)), { force: true });
  await expect(readHandedIn(handedIn)).rejects.toMatchObject({ code: 'SUBMISSION_UNREADABLE' });
});

test('nothing in the repository is run, and nothing of its settings is used', async () => {
  await using folder = await repository();
  const trap = join(folder.workFolder, 'trap');
  const program = join(folder.workFolder, 'program');
  await mkdir(folder.workFolder, { recursive: true });
  await writeFile(program, `#!/bin/sh\ntouch ${trap}\n`);
  await chmod(program, 0o755);
  const gitFolder = join(folder.path, '.git');
  await appendFile(
    join(gitFolder, 'config'),
    `[core]\n\tfsmonitor = ${program}\n\thooksPath = ${folder.workFolder}\n\tpager = ${program}\n\tsshCommand = ${program}\n` +
      `[filter "x"]\n\tsmudge = ${program}\n\tclean = ${program}\n\trequired = true\n[tar "tar"]\n\tcommand = ${program}\n` +
      `[extensions]\n\tpartialClone = origin\n[remote "origin"]\n\turl = ext::${program}\n\tpromisor = true\n[include]\n\tpath = /dev/zero\n`,
  );
  await writeFile(join(gitFolder, 'info', 'attributes'), '* filter=x\n');
  for (const hook of ['post-checkout', 'post-index-change', 'reference-transaction']) {
    await rename(program, join(gitFolder, 'hooks', hook)).catch(() => {});
    await writeFile(program, `#!/bin/sh\ntouch ${trap}\n`, { mode: 0o755 });
  }
  const { files } = await readHandedIn(await at(folder, '2026-11-20'));
  expect(files.map(({ contents }) => contents.toString())).toEqual(['twelve', 'new']);
  expect(await readdir(folder.workFolder)).toEqual(['program']);
});

test('no folder of the grader is left', async () => {
  await using folder = await repository();
  const ours = async () => (await readdir(tmpdir())).filter((name) => name.includes(`-${process.pid}-`));
  const before = await ours();
  await readHandedIn(await at(folder, '2026-11-20'));
  expect(await ours()).toEqual(before);
});

test('without git it says what to install, and without an instant it does without', async () => {
  await using folder = await repository();
  const path = process.env['PATH'];
  process.env['PATH'] = '/nowhere';
  try {
    await expect(at(folder, '2026-11-20')).rejects.toMatchObject({ code: 'NO_GIT', exitCode: 2 });
    expect(await at(folder, null)).toMatchObject({ status: 'gradable', handedInAt: null });
  } finally {
    process.env['PATH'] = path;
  }
});
