import type { Grade } from '../grade/grade.ts';
import type { Rubric } from '../grade/rubric.ts';
import { rubricSha256 } from '../grading/judge-journal.ts';
import { storedGrade } from '../grading/read-grade.ts';
import type { Submission } from '../submission/submission.ts';

/** What a grade must have been made of to stand for a grading now. */
export interface Asked {
  exercise: string;
  rubric: Rubric;
  graderVersion: string;
}

/**
 * The final grade that stands in an output folder, if grading the submission again would ask the same: the same files, checks,
 * points and grader. Null where there is none, or none that can be read.
 */
export async function knownGrade(
  out: string,
  submission: Pick<Submission, 'sha256' | 'folder' | 'commit'>,
  asked: Asked,
): Promise<Grade | null> {
  const grade = await storedGrade(out);
  if (grade === null || !grade.final) return null;
  const isSame =
    grade.exercise === asked.exercise &&
    grade.submission.sha256 === submission.sha256 &&
    isOfCommit(grade, submission) &&
    grade.grader.version === asked.graderVersion &&
    grade.grader.rubricSha256 === rubricSha256(asked.rubric);
  return isSame ? grade : null;
}

/** Where a commit was chosen, it is what is graded; which one is checked out in a folder tells nothing about its files. */
function isOfCommit(grade: Grade, { folder, commit }: Pick<Submission, 'folder' | 'commit'>): boolean {
  return folder !== null || grade.submission.commit === commit;
}
