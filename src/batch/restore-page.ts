import { join } from 'node:path';
import { exists } from '../exists.ts';
import type { Grade } from '../grade/grade.ts';
import { GraderError } from '../grader-error.ts';
import type { Exercise } from '../grading/exercise.ts';
import { readJournal } from '../grading/read-journal.ts';
import { pageFile } from '../report/page-file.ts';
import { writeStudentPage } from '../reporting/student-page.ts';

/**
 * Makes the page of a stored grade where there is none: a grader was killed before it wrote it, or points have changed since.
 * `impossible` where the journal that it is made of can't be read any more.
 */
export async function restorePage(
  out: string,
  grade: Grade,
  { recordIdsIn }: Pick<Exercise, 'recordIdsIn'>,
): Promise<'there' | 'impossible'> {
  if (await exists(join(out, pageFile))) return 'there';
  try {
    await writeStudentPage(out, { grade, journal: await readJournal(out), recordIdsIn });
    return 'there';
  } catch (error) {
    if (error instanceof GraderError && error.code !== 'OUTPUT_NOT_WRITABLE') return 'impossible';
    throw error;
  }
}
