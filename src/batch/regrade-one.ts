import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Grade } from '../grade/grade.ts';
import type { Rubric } from '../grade/rubric.ts';
import { GraderError } from '../grader-error.ts';
import type { Exercise } from '../grading/exercise.ts';
import { gradeFile, keepPreviousGrade, notWritable } from '../grading/output-folder.ts';
import { readJournal } from '../grading/read-journal.ts';
import { regrade } from '../grading/regrade.ts';
import { pageFile } from '../report/page-file.ts';
import { plain } from '../report/plain.ts';

/** The output folders of one submission, before and after; the same one where it is judged again in place. */
export interface RegradeTurn {
  id: string;
  from: string;
  to: string;
}

export interface RegradeRules {
  exercise: Exercise;
  rubric: Rubric;
  /** A page of other points never stays beside a grade: it is made anew, or there is none. */
  pages: 'made' | 'removed';
}

export type Regraded = { id: string } & (
  | { status: 'graded'; isFinal: boolean; checkIds: string[]; page: 'made' | 'removed' | 'never-there' }
  | { status: 'not-graded'; why: string }
);

/** Judges one submission again. What keeps it from that is said, and its last grade is only kept as the previous one. */
export async function regradeOne(turn: RegradeTurn, rules: RegradeRules): Promise<Regraded> {
  const { id, from, to } = turn;
  const hadPage = await removePage(to);
  try {
    const grade = await regradeAndWrite(turn, rules);
    const checkIds = grade.checks.map((check) => check.id);
    const page = rules.pages === 'made' ? 'made' : hadPage;
    return { id, status: 'graded', isFinal: grade.final, checkIds, page };
  } catch (error) {
    if (!(error instanceof GraderError) || error.code === 'OUTPUT_NOT_WRITABLE') throw error;
    if (from === to) await keepPreviousGrade(to);
    else await remove(join(to, gradeFile));
    return { id, status: 'not-graded', why: `${error.message} (${error.code})` };
  }
}

async function regradeAndWrite({ from, to }: RegradeTurn, { exercise, rubric, pages }: RegradeRules): Promise<Grade> {
  const journal = await readJournal(from);
  if (journal.header.exercise !== exercise.id) {
    const message = `It is about the exercise "${plain(journal.header.exercise)}", not about ${exercise.id}.`;
    throw new GraderError('UNKNOWN_EXERCISE', message);
  }
  const grade = await regrade({ exercise, rubric, journal, from, to });
  if (pages === 'made') {
    // Only now: what the page is made with takes its time to load.
    const { writeStudentPage } = await import('../reporting/student-page.ts');
    await writeStudentPage(to, { grade, journal, recordIdsIn: exercise.recordIdsIn });
  }
  return grade;
}

async function removePage(folder: string): Promise<'removed' | 'never-there'> {
  const path = join(folder, pageFile);
  try {
    await rm(path);
    return 'removed';
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR'))
      return 'never-there';
    throw notWritable(path, cause);
  }
}

async function remove(path: string): Promise<void> {
  try {
    await rm(path, { force: true });
  } catch (cause) {
    throw notWritable(path, cause);
  }
}
