import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isIgnored } from './ignored-names.ts';
import { submissionLimits } from './limits.ts';
import { faultOfSystemError } from './read-regular-file.ts';
import type { SubmissionFault } from './submission-fault.ts';

export interface FolderListing {
  /** Regular files by their path relative to the folder, with `/`, in the order of those paths' bytes. */
  readonly paths: readonly string[];
  /** The folders that were looked into, `''` for the one itself. */
  readonly folders: readonly string[];
  readonly faults: readonly SubmissionFault[];
}

/** Lists what may be read below a submission's folder, opening nothing but folders and following no link. */
export async function walkFolder(folder: string): Promise<FolderListing> {
  const paths: string[] = [];
  const faults: SubmissionFault[] = [];
  const folders = [''];
  const seen: string[] = [];
  let entries = 0;

  for (let parent = folders.pop(); parent !== undefined; parent = folders.pop()) {
    seen.push(parent);
    for (const name of await namesIn(folder, parent, faults)) {
      const path = parent === '' ? name : `${parent}/${name}`;
      const kind = await kindOf(join(folder, path), path, faults);
      if (kind === null || isIgnored(name, kind === 'folder')) continue;
      entries += 1;
      if (entries > submissionLimits.entries) {
        faults.push({ kind: 'too-many-files', limit: submissionLimits.entries });
        return { paths: paths.sort(byBytes), folders: seen, faults };
      }
      if (kind === 'folder') folders.push(path);
      else if (kind === 'file') paths.push(path);
      else faults.push({ kind, path });
    }
  }
  return { paths: paths.sort(byBytes), folders: seen, faults };
}

async function namesIn(folder: string, parent: string, faults: SubmissionFault[]): Promise<readonly string[]> {
  try {
    const names = await readdir(join(folder, parent));
    return names.sort(byBytes);
  } catch (error) {
    faults.push(faultOfSystemError(error, parent === '' ? '.' : parent));
    return [];
  }
}

async function kindOf(
  absolutePath: string,
  path: string,
  faults: SubmissionFault[],
): Promise<'file' | 'folder' | 'link' | 'special-file' | null> {
  try {
    const stat = await lstat(absolutePath);
    if (stat.isSymbolicLink()) return 'link';
    if (stat.isDirectory()) return 'folder';
    return stat.isFile() ? 'file' : 'special-file';
  } catch (error) {
    faults.push(faultOfSystemError(error, path));
    return null;
  }
}

/** The same order on every machine, unlike `localeCompare`. */
export function byBytes(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}
