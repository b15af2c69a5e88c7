import { GraderError } from '../grader-error.ts';
import { readSubmission, type Submission, type SubmissionShape, submissionOf } from '../submission/submission.ts';
import type { ArchiveName } from './archive/archive-name.ts';
import { readArchive } from './archive/read-archive.ts';
import { commitContents, lastCommit } from './git/commits.ts';
import { findHandedInRepository } from './git/handed-in-repository.ts';

/** What somebody handed in, in whatever form. */
export type HandedIn = Gradable | NotGradable;

interface Known {
  /** Whose it is: the name of its folder, also in the output. */
  readonly id: string;
  /** ISO 8601; null where that is not known. */
  readonly handedInAt: string | null;
}

export interface Gradable extends Known {
  readonly status: 'gradable';
  /** As it is by then. What is wrong inside is a fault in it; throws where the machine can't read it. */
  read(expected: SubmissionShape): Promise<Submission>;
}

/** There is nothing of it that was asked for. */
export interface NotGradable extends Known {
  readonly status: 'not-gradable';
  readonly why: string;
}

/** A folder as it stands, or its last commit that is not younger than an instant. */
export async function handedInFolder(id: string, folder: string, notAfter: Date | null): Promise<HandedIn> {
  const repository = await findHandedInRepository(folder);
  if (notAfter === null) {
    const handedInAt = 'why' in repository ? null : await lastCommit(repository, null).catch(nothingKnown);
    const read = (expected: SubmissionShape) => readSubmission(folder, expected);
    return { status: 'gradable', id, handedInAt: handedInAt?.committedAt ?? null, read };
  }
  if ('why' in repository) return notGradable(id, `${repository.why}, and so it has no commit of that time`);
  try {
    const commit = await lastCommit(repository, notAfter);
    if (commit === null)
      return notGradable(id, noCommit(repository.shallow.length > 0 ? 'shallow' : 'whole', notAfter));
    const read = async (expected: SubmissionShape) =>
      submissionOf({ id, folder: null, commit: commit.id }, await commitContents(repository, commit.id), expected);
    return { status: 'gradable', id, handedInAt: commit.committedAt, read };
  } catch (error) {
    if (error instanceof GraderError && error.code === 'SUBMISSION_UNREADABLE') return notGradable(id, error.message);
    throw error;
  }
}

/** An archive, of which nothing is laid into any folder. */
export function handedInArchive(name: ArchiveName, file: string, notAfter: Date | null): HandedIn {
  const { id } = name;
  if (notAfter !== null)
    return notGradable(id, 'it is an archive and no git repository, and so it has no commit of that time');
  const read = async (expected: SubmissionShape) =>
    submissionOf({ id, folder: null, commit: null }, await readArchive(file, name), expected);
  return { status: 'gradable', id, handedInAt: null, read };
}

function notGradable(id: string, why: string): NotGradable {
  return { status: 'not-gradable', id, handedInAt: null, why };
}

function noCommit(history: 'shallow' | 'whole', notAfter: Date): string {
  const instant = notAfter.toISOString();
  return history === 'whole'
    ? `its first commit is younger than ${instant}`
    : `its clone is shallow, and goes back no further than to after ${instant}`;
}

/** When it was handed in is good to know, and not worth failing for: there may be no git, or what it can't read. */
function nothingKnown(error: unknown): null {
  if (error instanceof GraderError) return null;
  throw error;
}
