import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { exists } from '../exists.ts';
import { GraderError } from '../grader-error.ts';
import { gradeFile, submissionsFolder } from '../grading/output-folder.ts';

/** What an output folder is of: one grading, or each that a batch had. */
export type Outputs = { kind: 'one' } | Batch;

export interface Batch {
  kind: 'batch';
  /** Where the submissions are, from the output folder. */
  folder: string;
  /** The folders with a grade, from the output folder. */
  graded: readonly string[];
  /** The submissions without one. */
  ungraded: readonly string[];
}

/** NO_SUCH_OUTPUT where it is of a batch without any grade. */
export async function findOutputs(out: string): Promise<Outputs> {
  const ids = await submissionIds(out);
  if (ids === null) return { kind: 'one' };
  const found = await Promise.all(
    ids.map(async (id) => ({ id, graded: await exists(join(out, submissionsFolder, id, gradeFile)) })),
  );
  const graded = found.filter((each) => each.graded).map(({ id }) => join(submissionsFolder, id));
  const ungraded = found.filter((each) => !each.graded).map(({ id }) => id);
  if (graded.length > 0) return { kind: 'batch', folder: submissionsFolder, graded, ungraded };
  const message = `No grade in ${join(out, submissionsFolder)}: no folder in it holds a ${gradeFile}.`;
  throw new GraderError('NO_SUCH_OUTPUT', message);
}

/** The folders of a batch's submissions, sorted; null where it is no output folder of a batch. */
export async function submissionIds(out: string): Promise<string[] | null> {
  const entries = await readdir(join(out, submissionsFolder), { withFileTypes: true }).catch(() => null);
  if (entries === null) return null;
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** Where an output folder of a batch is wanted, and there is none. */
export function noBatchAt(out: string): GraderError {
  const message = `No output of a batch at ${out}: it holds no ${submissionsFolder}/; name the folder that was given as --out.`;
  return new GraderError('NO_SUCH_OUTPUT', message);
}
