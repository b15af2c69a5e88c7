import { readdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { GraderError } from '../grader-error.ts';
import { findFile } from './find-file.ts';
import { fingerprint } from './fingerprint.ts';
import { gitCommit } from './git-commit.ts';
import type { Language } from './language.ts';
import { submissionLimits } from './limits.ts';
import { readRegularFile } from './read-regular-file.ts';
import { describeFault, type SubmissionFault } from './submission-fault.ts';
import { walkFolder } from './walk-folder.ts';

/** What an exercise asks for. */
export interface SubmissionShape {
  /** The roles of its programs, each also the file's name without its extension: `producer`. */
  readonly programs: readonly string[];
  /** Other files that are read: `answers.yaml`. */
  readonly texts: readonly string[];
  /** What programs may be written in. */
  readonly languages: readonly Language[];
}

/** What was handed in, as it was at one moment: what is fingerprinted here is what runs later. */
export interface Submission {
  /** The folder's name. */
  readonly id: string;
  /** Absolute; null where it was read from something else, such as an archive. */
  readonly folder: string | null;
  /** Of the files' paths and contents, in hex. */
  readonly sha256: string;
  /** The git commit that was read, or is checked out in the folder, where there is one. */
  readonly commit: string | null;
  /** By path. */
  readonly files: readonly SubmissionFile[];
  readonly faults: readonly SubmissionFault[];
  /** The shape's texts by name. */
  readonly texts: ReadonlyMap<string, SubmissionText>;
}

export type SubmissionContents = Pick<Submission, 'files' | 'faults'>;

export interface SubmissionFile {
  /** Relative to the folder, with `/`. */
  readonly path: string;
  readonly contents: Buffer;
}

export type SubmissionText =
  | { readonly status: 'read'; readonly path: string; readonly text: string }
  | { readonly status: 'unavailable'; readonly reason: string };

/** Reads a submission. Whatever is wrong inside the folder is a fault in it; NO_SUCH_FOLDER if it is not a folder. */
export async function readSubmission(folder: string, expected: SubmissionShape): Promise<Submission> {
  const absolute = resolve(folder);
  await requireFolder(absolute);
  const listing = await walkFolder(absolute);
  const { files, faults } = await readFiles(absolute, listing.paths);
  const contents = { files, faults: [...listing.faults, ...faults] };
  const origin = { id: basename(absolute), folder: absolute, commit: await gitCommit(absolute) };
  return submissionOf(origin, contents, expected);
}

/** `files` in the order of their paths' bytes, so that the fingerprint is that of a folder with the same files. */
export function submissionOf(
  origin: Pick<Submission, 'id' | 'folder' | 'commit'>,
  { files, faults }: SubmissionContents,
  expected: SubmissionShape,
): Submission {
  const texts = new Map(expected.texts.map((name) => [name, readText({ files, faults }, name)]));
  return { ...origin, sha256: fingerprint(files), files, faults, texts };
}

/** NO_SUCH_FOLDER where nothing can be handed in from there; an empty folder is a submission. */
export async function requireFolder(folder: string): Promise<void> {
  await requireListing(folder, (problem) => `No submission at ${folder}: ${problem}; a submission is a folder.`);
}

/** NO_SUCH_FOLDER, in the words of whoever needs it, where what is in a folder can't be told. */
export async function requireListing(folder: string, say: (problem: string) => string): Promise<void> {
  try {
    await readdir(folder);
  } catch (error) {
    const problem = problems[error instanceof Error && 'code' in error ? String(error.code) : ''] ?? String(error);
    throw new GraderError('NO_SUCH_FOLDER', say(problem), { cause: error });
  }
}

const problems: Readonly<Record<string, string>> = {
  ENOENT: 'nothing is there',
  ENOTDIR: 'it is not a folder',
  EACCES: 'it may not be read',
};

async function readFiles(
  folder: string,
  paths: readonly string[],
): Promise<{ files: SubmissionFile[]; faults: SubmissionFault[] }> {
  const files: SubmissionFile[] = [];
  const faults: SubmissionFault[] = [];
  let totalBytes = 0;
  for (const path of paths) {
    const read = await readRegularFile(join(folder, path), path, submissionLimits.fileBytes);
    if (read.status === 'refused') {
      faults.push(read.fault);
      continue;
    }
    totalBytes += read.contents.length;
    if (totalBytes > submissionLimits.totalBytes) {
      faults.push({ kind: 'too-large', limitBytes: submissionLimits.totalBytes });
      break;
    }
    files.push({ path, contents: read.contents });
  }
  return { files, faults };
}

function readText(submission: SubmissionContents, name: string): SubmissionText {
  const found = findFile(submission, name);
  if (found.status === 'unavailable') return found;
  const { path, contents } = found.file;
  if (contents.length > submissionLimits.textBytes) {
    const fault = { kind: 'file-too-large', path, limitBytes: submissionLimits.textBytes } as const;
    return { status: 'unavailable', reason: describeFault(fault) };
  }
  return { status: 'read', path, text: decodeText(contents) };
}

/** UTF-8, or UTF-16 with the byte order mark that some editors on Windows begin a file with. */
function decodeText(contents: Buffer): string {
  const isUtf16 = contents[0] === 0xff && contents[1] === 0xfe;
  return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8').decode(contents);
}
