import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { GraderError } from '../grader-error.ts';
import { requireFolder } from '../submission/submission.ts';
import { type HandedIn, handedInFolder } from './handed-in.ts';

/** What `gh classroom clone student-repos` makes of an assignment, and nothing beside it. */
const classroomDownload = /-submissions$/;

/**
 * The submissions of a class: each folder in this one, also an empty one, by id. The only folder of a classroom download is
 * entered. NO_SUCH_FOLDER where there is none.
 */
export async function findSubmissions(folder: string): Promise<readonly HandedIn[]> {
  await requireFolder(folder);
  const names = await foldersIn(folder);
  const [only, ...others] = names;
  if (only !== undefined && others.length === 0 && classroomDownload.test(only)) {
    return findSubmissions(join(folder, only));
  }
  if (only === undefined) {
    const message = `No submissions in ${folder}: each one is a folder in it, and it holds none.`;
    throw new GraderError('NO_SUCH_FOLDER', message);
  }
  return names.map((id) => handedInFolder(id, join(folder, id)));
}

/** Those that are nobody's tools, such as `.git`. */
async function foldersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
    .map(({ name }) => name)
    .sort();
}
