import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { gitCommit } from '../../submission/git-commit.ts';
import { readRegularFile } from '../../submission/read-regular-file.ts';

/** What of a git repository is believed: what is checked out, and where its objects are. */
export interface HandedInRepository {
  /** The folder with `.git` in it. */
  readonly root: string;
  /** The commit that is checked out. */
  readonly head: string;
  readonly objects: string;
  /** The commits that a shallow clone ends with. */
  readonly shallow: readonly string[];
}

export type FoundRepository = HandedInRepository | { readonly why: string };

/** What keeps a folder's commits from being looked at is said in `why`. */
export async function findHandedInRepository(root: string): Promise<FoundRepository> {
  const git = join(root, '.git');
  const kind = await lstat(git).catch(() => null);
  if (kind === null) return { why: 'it is no git repository' };
  const objects = join(git, 'objects');
  if (!kind.isDirectory() || !(await isWhole(objects))) return { why: 'its git repository refers to another place' };
  const head = await gitCommit(root);
  if (head === null) return { why: 'no commit is checked out in its git repository' };
  return { root, head, objects, shallow: await shallowCommits(git) };
}

/** Objects from elsewhere are not what was handed in: they may be of anybody who grades on this machine. */
async function isWhole(objects: string): Promise<boolean> {
  const stat = await lstat(objects).catch(() => null);
  if (!stat?.isDirectory()) return false;
  const entries = await readdir(objects, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.every((entry) => !entry.isSymbolicLink() && !entry.name.endsWith('alternates'));
}

async function shallowCommits(git: string): Promise<string[]> {
  const file = await readRegularFile(join(git, 'shallow'), 'shallow', 1024 * 1024);
  const lines = file.status === 'read' ? file.contents.toString().split('\n') : [];
  return lines.filter((line) => /^[0-9a-f]{40,64}$/.test(line));
}
