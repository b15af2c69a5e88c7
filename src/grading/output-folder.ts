import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isForWantOfSpace, saySpaceLeft } from '../disk-space.ts';
import type { Grade } from '../grade/grade.ts';
import { GraderError } from '../grader-error.ts';
import { pageFile } from '../report/page-file.ts';

export const gradeFile = 'grade.json';
export const previousGradeFile = 'grade.previous.json';
export const journalFile = 'observations.jsonl';
/** In the output folder of a batch: what became of each submission. */
export const recordFile = 'batch.json';
/** In the output folder of a batch: a folder for each submission, by its id. */
export const submissionsFolder = 'submissions';
/** In the output folder of a batch: the points of all, and what became of each submission. */
export const gradesFile = 'grades.csv';

/** Makes the folder for a new grading: an old grade, or a page of it, must not stand beside a new journal. */
export async function prepareOutput(out: string): Promise<void> {
  try {
    await mkdir(out, { recursive: true });
    for (const file of [gradeFile, pageFile]) await rm(join(out, file), { force: true });
  } catch (cause) {
    throw notWritable(out, cause);
  }
}

/** Makes room for another grade. A grading that was stopped has left none to keep. */
export async function keepPreviousGrade(out: string): Promise<void> {
  try {
    await rename(join(out, gradeFile), join(out, previousGradeFile));
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return;
    throw notWritable(join(out, previousGradeFile), cause);
  }
}

export async function writeGrade(out: string, grade: Grade): Promise<void> {
  await writeWhole(join(out, gradeFile), `${JSON.stringify(grade, null, 2)}\n`);
}

/** Written whole or not at all: what was there stays, and no half of the new is left beside it. */
export async function writeWhole(target: string, text: string): Promise<void> {
  try {
    await writeFile(`${target}.new`, text);
    await rename(`${target}.new`, target);
  } catch (cause) {
    await rm(`${target}.new`, { force: true }).catch(() => {});
    throw notWritable(target, cause);
  }
}

/** OUTPUT_NOT_WRITABLE, for whatever the system refused. */
export function notWritable(path: string, cause: unknown): GraderError {
  const why = cause instanceof Error ? cause.message : String(cause);
  const message = isForWantOfSpace(cause)
    ? `${path} can't be written (${why}${saySpaceLeft(path)}). Choose another folder with --out, or free some space.`
    : `${path} can't be written (${why}). Choose another folder with --out.`;
  return new GraderError('OUTPUT_NOT_WRITABLE', message, { cause });
}
