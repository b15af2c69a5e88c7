import { lstat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A git repository that is checked out. */
export interface Repository {
  /** The folder with `.git` in it. */
  readonly root: string;
  /** `.git` is a folder, or in a worktree or submodule a file that names one. */
  readonly git: 'folder' | 'file';
}

/** The repository that the folder is or lies in; null where it lies in none. */
export async function findRepository(folder: string): Promise<Repository | null> {
  const stat = await lstat(join(folder, '.git')).catch(() => null);
  if (stat?.isDirectory()) return { root: folder, git: 'folder' };
  if (stat?.isFile()) return { root: folder, git: 'file' };
  const parent = dirname(folder);
  return parent === folder ? null : findRepository(parent);
}
