import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { GraderError } from '../grader-error.ts';
import { requireListing } from '../submission/submission.ts';
import { type ArchiveName, archiveEndings, archiveName } from './archive/archive-name.ts';
import { type HandedIn, handedInArchive, handedInFolder } from './handed-in.ts';
import { requireDistinctIds } from './require-distinct-ids.ts';

/** What `gh classroom clone student-repos` makes of an assignment, and nothing beside it. */
const classroomDownload = /-submissions$/;

/** A child of the folder that is searched, with the name of the file or folder. */
export type Found = { readonly id: string; readonly name: string } & (
  | { readonly kind: 'folder' }
  | { readonly kind: 'archive'; readonly archive: ArchiveName }
);

/** What is looked at together. */
const together = 8;

/**
 * The submissions of a class: each folder in this one, also an empty one, and each archive, by id. The only folder of a
 * classroom download is entered. Of a git repository it is the last commit that is not younger than `notAfter`, where that is
 * given. NO_SUCH_FOLDER where there is none; SUBMISSION_IDS where not each can have a place of its own.
 */
export async function findSubmissions(folder: string, notAfter: Date | null): Promise<readonly HandedIn[]> {
  await requireListing(
    folder,
    (problem) => `No class at ${folder}: ${problem}; name the folder that holds what each student handed in.`,
  );
  const entries = await readdir(folder, { withFileTypes: true });
  const found = entries.flatMap((entry) => handedIn(entry) ?? []).sort(byName);
  const [only, ...others] = found;
  if (only === undefined) {
    const message = `No submissions in ${folder}: each one is a folder in it, or an archive (${archiveEndings}), and it holds none.`;
    throw new GraderError('NO_SUCH_FOLDER', message);
  }
  if (others.length === 0 && only.kind === 'folder' && classroomDownload.test(only.name)) {
    return findSubmissions(join(folder, only.name), notAfter);
  }
  requireDistinctIds(found, folder);
  const submissions: HandedIn[] = [];
  for (let begin = 0; begin < found.length; begin += together) {
    const next = found.slice(begin, begin + together).map((each) => open(each, folder, notAfter));
    submissions.push(...(await Promise.all(next)));
  }
  return submissions;
}

/** Null for links, for what is nobody's work, such as `.git`, and for files that are no archives. */
function handedIn(entry: Dirent): Found | null {
  const { name } = entry;
  if (name.startsWith('.') || name === 'node_modules') return null;
  if (entry.isDirectory()) return { id: name, name, kind: 'folder' };
  const archive = entry.isFile() ? archiveName(name) : null;
  return archive && { id: archive.id, name, kind: 'archive', archive };
}

async function open(found: Found, folder: string, notAfter: Date | null): Promise<HandedIn> {
  const path = join(folder, found.name);
  switch (found.kind) {
    case 'folder':
      return handedInFolder(found.id, path, notAfter);
    case 'archive':
      return handedInArchive(found.archive, path, notAfter);
  }
}

function byName(one: Found, other: Found): number {
  if (one.id !== other.id) return one.id < other.id ? -1 : 1;
  return one.name < other.name ? -1 : 1;
}
