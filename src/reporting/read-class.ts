import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ClassRecord, parseClassRecord } from '../grade/class-record.ts';
import type { Grade } from '../grade/grade.ts';
import { GraderError } from '../grader-error.ts';
import { recordFile, submissionsFolder } from '../grading/output-folder.ts';
import { readGradeOf } from '../grading/read-grade.ts';

export interface StoredClass {
  record: ClassRecord;
  /** By the id of the submission; those that can be read. */
  grades: ReadonlyMap<string, Grade>;
}

/** What a batch left in its output folder. NO_SUCH_OUTPUT where it left no record, GRADE_UNREADABLE where that is broken. */
export async function readClass(out: string): Promise<StoredClass> {
  const record = await readRecord(join(out, recordFile));
  const grades = new Map<string, Grade>();
  for (const { id, status } of record.submissions) {
    const grade = status === 'graded' ? await storedGrade(join(out, submissionsFolder, id)) : null;
    if (grade) grades.set(id, grade);
  }
  return { record, grades };
}

async function readRecord(path: string): Promise<ClassRecord> {
  const text = await readFile(path, 'utf8').catch((cause) => {
    const why = cause instanceof Error ? cause.message : String(cause);
    const message = `No record of a class at ${path}: ${why}; a batch writes it when it ends, go on with it by --resume.`;
    throw new GraderError('NO_SUCH_OUTPUT', message, { cause });
  });
  const record = parseClassRecord(text);
  if ('problem' in record)
    throw new GraderError('GRADE_UNREADABLE', `${path} can't be read as the record of a class: ${record.problem}.`);
  return record;
}

/** Null where there is none that can be read: it was not graded then. */
async function storedGrade(folder: string): Promise<Grade | null> {
  try {
    return await readGradeOf(folder);
  } catch (error) {
    if (error instanceof GraderError && (error.code === 'NO_SUCH_OUTPUT' || error.code === 'GRADE_UNREADABLE'))
      return null;
    throw error;
  }
}
