import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { GraderError } from '../grader-error.ts';
import { requireFolder } from '../submission/submission.ts';
import { archiveEndings, archiveName } from './archive/archive-name.ts';
import { type HandedIn, handedInArchive, handedInFolder } from './handed-in.ts';
import { requireDistinctIds } from './require-distinct-ids.ts';

/** What `gh classroom clone student-repos` makes of an assignment, and nothing beside it. */
const classroomDownload = /-submissions$/;

/** A child of the folder that is searched. */
export interface Found {
  /** Of the file or folder. */
  readonly name: string;
  readonly submission: HandedIn;
}

/**
 * The submissions of a class: each folder in this one, also an empty one, and each archive, by id. The only folder of a
 * classroom download is entered. NO_SUCH_FOLDER where there is none; SUBMISSION_IDS where not each can have a place of its own.
 */
export async function findSubmissions(folder: string): Promise<readonly HandedIn[]> {
  await requireFolder(folder);
  const entries = await readdir(folder, { withFileTypes: true });
  const found = entries.flatMap((entry) => handedIn(entry, folder) ?? []).sort(byName);
  const [only, ...others] = found;
  if (only === undefined) {
    const message = `No submissions in ${folder}: each one is a folder in it, or an archive (${archiveEndings}), and it holds none.`;
    throw new GraderError('NO_SUCH_FOLDER', message);
  }
  // An archive's id has no such ending: the archive of a whole class is not entered.
  if (others.length === 0 && only.name === only.submission.id && classroomDownload.test(only.name)) {
    return findSubmissions(join(folder, only.name));
  }
  requireDistinctIds(found, folder);
  return found.map(({ submission }) => submission);
}

/** Null for links, for what is nobody's work, such as `.git`, and for files that are no archives. */
function handedIn(entry: Dirent, folder: string): Found | null {
  const { name } = entry;
  if (name.startsWith('.') || name === 'node_modules') return null;
  if (entry.isDirectory()) return { name, submission: handedInFolder(name, join(folder, name)) };
  const archive = entry.isFile() ? archiveName(name) : null;
  return archive && { name, submission: handedInArchive(archive, join(folder, name)) };
}

function byName({ submission: one, name }: Found, { submission: other, name: otherName }: Found): number {
  if (one.id !== other.id) return one.id < other.id ? -1 : 1;
  return name < otherName ? -1 : 1;
}
