import type { SubmissionContents } from '../../submission/submission.ts';

/** What is in this folder, by where it stands there; nothing may stand beside it. */
export function enterFolder(folder: string, { files, faults }: SubmissionContents): SubmissionContents {
  const within = (path: string) => path.slice(folder.length + 1);
  return {
    files: files.map(({ path, contents }) => ({ path: within(path), contents })),
    faults: faults.map((fault) => ('path' in fault ? { ...fault, path: within(fault.path) } : fault)),
  };
}
