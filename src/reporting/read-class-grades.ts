import { join } from 'node:path';
import type { ClassRecord } from '../grade/class-record.ts';
import type { Grade } from '../grade/grade.ts';
import { GraderError } from '../grader-error.ts';
import { recordFile, submissionsFolder } from '../grading/output-folder.ts';
import { readClassRecord } from '../grading/read-class-record.ts';
import { storedGrade } from '../grading/read-grade.ts';
import { noBatchAt, submissionIds } from './outputs.ts';

export interface ClassGrades {
  record: ClassRecord;
  /** By the id of the submission; those that can be read. */
  grades: ReadonlyMap<string, Grade>;
}

/** The grades of a class, whole. NO_SUCH_OUTPUT where a batch left no record, GRADE_UNREADABLE where that is broken. */
export async function readClassGrades(out: string): Promise<ClassGrades> {
  const record = await readClassRecord(out);
  if (record === null) {
    if ((await submissionIds(out)) === null) throw noBatchAt(out);
    const message = `No record of a class at ${join(out, recordFile)}; a batch writes it when it ends, go on with it by --resume.`;
    throw new GraderError('NO_SUCH_OUTPUT', message);
  }
  const grades = new Map<string, Grade>();
  for (const { id, status } of record.submissions) {
    const grade = status === 'graded' ? await storedGrade(join(out, submissionsFolder, id)) : null;
    if (grade) grades.set(id, grade);
  }
  return { record, grades };
}
