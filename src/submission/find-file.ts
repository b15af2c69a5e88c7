import type { Submission, SubmissionFile } from './submission.ts';
import { describeFault, type FileFault, isWholeFault } from './submission-fault.ts';

/** Where the exercise's files may stand, the first place first. */
const places = ['', 'src/'];

export type FoundFile =
  | { readonly status: 'found'; readonly file: SubmissionFile }
  | { readonly status: 'unavailable'; readonly reason: string };

/**
 * A file that the exercise asks for by name, or by several of which one is to be handed in. The one in the folder itself
 * wins over the one in `src/`, and a file that can be read wins over one that can't; which of two names is meant is not guessed.
 */
export function findFile(submission: Pick<Submission, 'files' | 'faults'>, ...names: readonly string[]): FoundFile {
  const wholeFault = submission.faults.find(isWholeFault);
  if (wholeFault) return unavailable(describeFault(wholeFault));
  const [file, other] = names.flatMap((name) => fileCalled(submission, name) ?? []);
  if (file && other) return unavailable(`There are both ${file.path} and ${other.path}; hand in one of them.`);
  if (file) return { status: 'found', file };
  const paths = names.flatMap(pathsOf);
  const fault = paths.map((path) => faultAt(submission, path)).find((candidate) => candidate !== null);
  return unavailable(fault ? describeFault(fault) : `There is ${noneOf(names)} in the folder or in its src/.`);
}

/** The fault that keeps a path from being read: its own, or that of a folder above it. */
export function faultAt(submission: Pick<Submission, 'faults'>, path: string): FileFault | null {
  for (const fault of submission.faults) {
    if (isWholeFault(fault)) continue;
    if (path === fault.path || path.startsWith(`${fault.path}/`)) return fault;
  }
  return null;
}

function fileCalled({ files }: Pick<Submission, 'files'>, name: string): SubmissionFile | null {
  for (const path of pathsOf(name)) {
    const file = files.find((candidate) => candidate.path === path);
    if (file) return file;
  }
  return null;
}

/** Where a file that the exercise asks for by this name may stand. */
export function pathsOf(name: string): string[] {
  return places.map((place) => `${place}${name}`);
}

/** `no a`, `neither a nor b`. */
function noneOf(names: readonly string[]): string {
  return names.length === 1 ? `no ${names[0]}` : `neither ${names.join(' nor ')}`;
}

function unavailable(reason: string): FoundFile {
  return { status: 'unavailable', reason };
}
