import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Grading } from '../grade/compare-gradings.ts';
import type { Grade } from '../grade/grade.ts';
import { parseGrade } from '../grade/parse-grade.ts';
import { GraderError } from '../grader-error.ts';
import { gradeFile, submissionsFolder } from './output-folder.ts';

/**
 * What stands at a path: the output folder of `grade` or its file itself, or the output folder of a batch, where those that
 * were not graded are left out. NO_SUCH_OUTPUT where there is none of these, GRADE_UNREADABLE with what is wrong.
 */
export async function readGrading(path: string): Promise<Grading> {
  switch (await whatIsAt(path)) {
    case 'file':
      return { of: 'one', grade: await readGrade(path) };
    case 'nothing':
      throw noOutput(path, 'nothing is there');
    case 'folder':
      break;
  }
  const submissions = join(path, submissionsFolder);
  if ((await whatIsAt(submissions)) === 'folder') {
    const grades = await readBatch(submissions);
    if (grades.size > 0) return { of: 'batch', grades };
    throw noOutput(path, `its ${submissionsFolder}/ holds no grade`);
  }
  const file = join(path, gradeFile);
  if ((await whatIsAt(file)) !== 'nothing') return { of: 'one', grade: await readGrade(file) };
  throw noOutput(path, `it holds neither ${gradeFile} nor ${submissionsFolder}/`);
}

/** The grade of one grading's output folder. NO_SUCH_OUTPUT where there is none, GRADE_UNREADABLE with what is wrong in it. */
export async function readGradeOf(out: string): Promise<Grade> {
  const file = join(out, gradeFile);
  if ((await whatIsAt(file)) !== 'nothing') return readGrade(file);
  throw noOutput(out, `it holds no ${gradeFile}`);
}

/** The grade of one grading's output folder; null where there is none that can be read, as if it had not been graded. */
export async function storedGrade(out: string): Promise<Grade | null> {
  try {
    return await readGradeOf(out);
  } catch (error) {
    if (error instanceof GraderError && (error.code === 'NO_SUCH_OUTPUT' || error.code === 'GRADE_UNREADABLE'))
      return null;
    throw error;
  }
}

/** One after another: a batch has more files than may be open at a time. */
async function readBatch(submissions: string): Promise<Map<string, Grade>> {
  const grades = new Map<string, Grade>();
  for (const id of await readable(submissions, readdir(submissions))) {
    const file = join(submissions, id, gradeFile);
    if ((await whatIsAt(file)) !== 'nothing') grades.set(id, await readGrade(file));
  }
  return grades;
}

async function readGrade(path: string): Promise<Grade> {
  const grade = parseGrade(await readable(path, readFile(path, 'utf8')));
  if ('problem' in grade) throw unreadable(path, grade.problem);
  return grade;
}

async function whatIsAt(path: string): Promise<'file' | 'folder' | 'nothing'> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : null;
    if (code === 'ENOENT' || code === 'ENOTDIR') return 'nothing';
    throw unreadable(path, reasonOf(cause), cause);
  }
}

async function readable<T>(path: string, reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (cause) {
    throw unreadable(path, reasonOf(cause), cause);
  }
}

function noOutput(path: string, why: string): GraderError {
  const message = `No output of a grading at ${path}: ${why}; name the folder that was given as --out.`;
  return new GraderError('NO_SUCH_OUTPUT', message);
}

function unreadable(path: string, problem: string, cause?: unknown): GraderError {
  return new GraderError('GRADE_UNREADABLE', `${path} can't be read as a grade: ${problem.replace(/\s+/g, ' ')}.`, {
    cause,
  });
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
