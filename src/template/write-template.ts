import { lstat, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { GraderError } from '../grader-error.ts';
import type { TemplateFile } from './read-template.ts';

/** What may be in the folder already: no file, or any, of which those are overwritten that the template has. */
export type Beforehand = 'empty' | 'overwrite';

/**
 * Makes the folder where it is missing and writes the files into it, through no symbolic link; nothing is written where one
 * of them can't be. FOLDER_NOT_EMPTY, NO_SUCH_FOLDER where a folder can't be, OUTPUT_NOT_WRITABLE for what else is in the way.
 */
export async function writeTemplate(
  folder: string,
  files: readonly TemplateFile[],
  beforehand: Beforehand,
): Promise<void> {
  await makeFolder(folder);
  if (beforehand === 'empty') await requireEmpty(folder);
  for (const { path } of files) await requireWay(folder, path);
  for (const { path, text } of files) await writeAnew(join(folder, path), text);
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await makeWithParents(folder);
  } catch (cause) {
    if (!isFileWhereAFolderBelongs(cause)) throw notWritable(folder, cause);
    const message = `No folder at ${folder}: ${cause.path} is not a folder; name a folder, or a place where one can be made.`;
    throw new GraderError('NO_SUCH_FOLDER', message, { cause });
  }
}

/** Not by `recursive`, which never ends where the system lets nobody make a folder, as in /proc. */
async function makeWithParents(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => null);
  if (found?.isDirectory()) return;
  if (found === null && dirname(folder) !== folder) await makeWithParents(dirname(folder));
  await mkdir(folder);
}

function isFileWhereAFolderBelongs(error: unknown): error is Error & { path: unknown } {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST' && 'path' in error;
}

/** A repository without a commit is as good as empty. */
async function requireEmpty(folder: string): Promise<void> {
  const names = await readdir(folder).catch((cause: unknown) => {
    throw notWritable(folder, cause);
  });
  const [first] = names.filter((name) => name !== '.git').sort();
  if (first === undefined) return;
  throw new GraderError(
    'FOLDER_NOT_EMPTY',
    `${folder} is not empty (it holds ${first}); name an empty folder, or use --force, which overwrites the files that the template has and no others.`,
  );
}

/** What stands at the path, and above it up to the folder, must be what it would be written as, or nothing. */
async function requireWay(folder: string, path: string): Promise<void> {
  const names = path.split('/');
  for (const depth of names.keys()) {
    const way = join(folder, ...names.slice(0, depth + 1));
    const found = await lstat(way).catch(() => null);
    if (found === null) return;
    if (found.isSymbolicLink()) throw inTheWay(way, 'a symbolic link, and nothing is written through one');
    const isLast = depth === names.length - 1;
    if (isLast && !found.isFile()) throw inTheWay(way, 'not a file');
    if (!isLast && !found.isDirectory()) throw inTheWay(way, 'not a folder');
  }
}

/** As a file of its own, also where there was one with other names elsewhere. */
async function writeAnew(file: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await rm(file, { force: true });
    await writeFile(file, text, { flag: 'wx' });
  } catch (cause) {
    throw notWritable(file, cause);
  }
}

function inTheWay(path: string, what: string): GraderError {
  return new GraderError(
    'OUTPUT_NOT_WRITABLE',
    `${path} is in the way: it is ${what}. Move it, or name another folder.`,
  );
}

function notWritable(path: string, cause: unknown): GraderError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new GraderError('OUTPUT_NOT_WRITABLE', `${path} can't be written (${why}); name another folder.`, { cause });
}
