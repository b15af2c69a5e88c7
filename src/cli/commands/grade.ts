import { resolve } from 'node:path';
import { findExercise } from '../../exercises/find-exercise.ts';
import { requireFolder } from '../../submission/submission.ts';
import { chooseRubric } from '../choose-rubric.ts';
import { exitCodeOf } from '../exit-code.ts';
import type { BrokerOption, GradeOutputOptions, IsolationOption } from '../options.ts';
import { showGrade } from '../show-grade.ts';
import type { Surroundings } from '../surroundings.ts';
import { tellCutShort } from '../tell-cut-short.ts';
import { writePage } from '../write-page.ts';

export interface GradeOptions extends BrokerOption, IsolationOption, GradeOutputOptions {
  exercise: string;
  seed?: string;
  out: string;
  watch: boolean;
}

/** Grades one folder and shows the grade, or each grade while the folder is worked on. */
export async function grade(folder: string, options: GradeOptions, surroundings: Surroundings): Promise<0 | 1 | 2> {
  const submission = resolve(surroundings.cwd, folder);
  const out = resolve(surroundings.cwd, options.out);
  const exercise = await findExercise(options.exercise, surroundings.cwd);
  const rubric = await chooseRubric(exercise.rubric, options, surroundings.cwd);
  await requireFolder(submission);
  // Only now: what is wrong on the command line is told at once.
  if (options.watch) {
    const { watchAndGrade } = await import('../watch-and-grade.ts');
    return watchAndGrade({ ...options, exercise, submission, rubric, out }, surroundings);
  }
  const { gradeWithProgress } = await import('../grade-with-progress.ts');
  const graded = await gradeWithProgress({ ...options, exercise, submission, rubric, out }, surroundings);
  const stored = { ...graded, journal: graded, recordIdsIn: exercise.recordIdsIn };
  await writePage(out, stored);
  showGrade(stored, { out, json: options.json }, surroundings);
  tellCutShort(graded, out, surroundings.stderr);
  return exitCodeOf(graded.grade);
}
