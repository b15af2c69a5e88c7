import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { findRepository } from './find-repository.ts';
import { workflowLimits } from './limits.ts';
import { readRegularFile } from './read-regular-file.ts';

/** A file that says what a forge runs when somebody pushes. */
export interface WorkflowFile {
  /** Relative to the repository, with `/`. */
  readonly path: string;
  /** Null where it is larger than the grader reads. */
  readonly contents: Buffer | null;
}

/**
 * The workflows of the repository that the submission is or lies in, or of its folder where there is none, by path. They are
 * no part of the submission: nothing of them is graded or fingerprinted with it. Links are not followed.
 */
export async function readWorkflows(folder: string): Promise<WorkflowFile[]> {
  const root = (await findRepository(folder))?.root ?? folder;
  const workflows = '.github/workflows';
  for (const path of ['.github', workflows]) {
    const stat = await lstat(join(root, path)).catch(() => null);
    if (!stat?.isDirectory()) return [];
  }
  const names = await readdir(join(root, workflows)).catch(() => []);
  const paths = names
    .filter((name) => /\.ya?ml$/.test(name))
    .map((name) => `${workflows}/${name}`)
    .sort();
  const files: WorkflowFile[] = [];
  for (const path of paths) {
    if (files.length === workflowLimits.files) break;
    const read = await readRegularFile(join(root, path), path, workflowLimits.fileBytes);
    if (read.status === 'read') files.push({ path, contents: read.contents });
    else if (read.fault.kind === 'file-too-large') files.push({ path, contents: null });
  }
  return files;
}
