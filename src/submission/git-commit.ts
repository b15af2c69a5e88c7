import { join, resolve } from 'node:path';
import { findRepository, type Repository } from './find-repository.ts';
import { readRegularFile } from './read-regular-file.ts';

const commitPattern = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;
const branchPattern = /^ref: (refs\/[^\s]+)$/;
const limitBytes = 1024 * 1024;

/** The commit that is checked out in the repository that the folder is or lies in; null where it can't be told cheaply. */
export async function gitCommit(folder: string): Promise<string | null> {
  const repository = await findRepository(folder);
  const gitFolder = repository && (await gitFolderOf(repository));
  if (gitFolder === null) return null;
  const head = await textOf(join(gitFolder, 'HEAD'));
  if (head === null) return null;
  if (commitPattern.test(head)) return head;
  const [, branch] = branchPattern.exec(head) ?? [];
  if (branch === undefined || branch.split('/').includes('..')) return null;
  const common = resolve(gitFolder, (await textOf(join(gitFolder, 'commondir'))) ?? '.');
  return (await looseCommit(common, branch)) ?? (await packedCommit(common, branch));
}

async function gitFolderOf({ root, git }: Repository): Promise<string | null> {
  const path = join(root, '.git');
  if (git === 'folder') return path;
  const [, target] = /^gitdir: (.+)$/.exec((await textOf(path)) ?? '') ?? [];
  return target === undefined ? null : resolve(root, target);
}

async function looseCommit(gitFolder: string, branch: string): Promise<string | null> {
  const text = await textOf(join(gitFolder, branch));
  return text !== null && commitPattern.test(text) ? text : null;
}

async function packedCommit(gitFolder: string, branch: string): Promise<string | null> {
  const packed = await textOf(join(gitFolder, 'packed-refs'));
  const line = packed?.split('\n').find((candidate) => candidate.endsWith(` ${branch}`));
  const commit = line?.split(' ')[0];
  return commit !== undefined && commitPattern.test(commit) ? commit : null;
}

async function textOf(path: string): Promise<string | null> {
  const file = await readRegularFile(path, path, limitBytes);
  return file.status === 'read' ? file.contents.toString().trim() : null;
}
