import type { Submission, SubmissionFile } from './submission.ts';
import { describeFault, type FileFault, isWholeFault } from './submission-fault.ts';

/** Where the exercise's files may stand, the first place first. */
const places = ['', 'src/'];

export type FoundFile =
  | { readonly status: 'found'; readonly file: SubmissionFile }
  | { readonly status: 'unavailable'; readonly reason: string };

/**
 * A file that the exercise asks for by name. The one in the folder itself wins over the one in `src/`, and a file that
 * can be read wins over one that can't.
 */
export function findFile(submission: Pick<Submission, 'files' | 'faults'>, name: string): FoundFile {
  const wholeFault = submission.faults.find(isWholeFault);
  if (wholeFault) return unavailable(describeFault(wholeFault));
  const paths = places.map((place) => `${place}${name}`);
  for (const path of paths) {
    const file = submission.files.find((candidate) => candidate.path === path);
    if (file) return { status: 'found', file };
  }
  const fault = paths.map((path) => faultAt(submission, path)).find((candidate) => candidate !== null);
  return unavailable(fault ? describeFault(fault) : `There is no ${name} in the folder or in its src/.`);
}

/** The fault that keeps a path from being read: its own, or that of a folder above it. */
export function faultAt(submission: Pick<Submission, 'faults'>, path: string): FileFault | null {
  for (const fault of submission.faults) {
    if (isWholeFault(fault)) continue;
    if (path === fault.path || path.startsWith(`${fault.path}/`)) return fault;
  }
  return null;
}

function unavailable(reason: string): FoundFile {
  return { status: 'unavailable', reason };
}
