import type { Submission, SubmissionShape } from '../submission/submission.ts';
import { readSubmission, submissionOf } from '../submission/submission.ts';
import type { ArchiveName } from './archive/archive-name.ts';
import { readArchive } from './archive/read-archive.ts';

/** What somebody handed in, in whatever form. */
export interface HandedIn {
  /** Whose it is: the name of its folder, also in the output. */
  readonly id: string;
  /** As it is by then. What is wrong inside is a fault in it; throws where the machine can't read it. */
  read(expected: SubmissionShape): Promise<Submission>;
}

/** A folder as it stands. */
export function handedInFolder(id: string, folder: string): HandedIn {
  return { id, read: (expected) => readSubmission(folder, expected) };
}

/** An archive, of which nothing is laid into any folder. */
export function handedInArchive(name: ArchiveName, file: string): HandedIn {
  const { id } = name;
  return {
    id,
    read: async (expected) => submissionOf({ id, folder: null, commit: null }, await readArchive(file, name), expected),
  };
}
