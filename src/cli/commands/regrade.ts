import { join, resolve } from 'node:path';
import { recordedExercise } from '../../exercises/recorded-exercise.ts';
import { journalFile } from '../../grading/output-folder.ts';
import { readJournal } from '../../grading/read-journal.ts';
import { regrade as regradeOutput } from '../../grading/regrade.ts';
import { submissionIds } from '../../reporting/outputs.ts';
import { chooseRubric } from '../choose-rubric.ts';
import { exitCodeOf } from '../exit-code.ts';
import type { GradeOutputOptions } from '../options.ts';
import { showGrade } from '../show-grade.ts';
import type { Surroundings } from '../surroundings.ts';
import { hasPage, writePage } from '../write-page.ts';

export interface RegradeOptions extends GradeOutputOptions {
  /** What the journal says where it is not given. */
  exercise?: string;
  /** In place where it is not given. */
  out?: string;
  /** Also where that takes long, as of a class, or where there was no page. */
  pages: boolean;
}

/** Judges the observations of an output folder again, of a grading and shows the grade, or of a batch. */
export async function regrade(from: string, options: RegradeOptions, surroundings: Surroundings): Promise<0 | 1 | 2> {
  const { cwd } = surroundings;
  const to = resolve(cwd, options.out ?? from);
  const folder = resolve(cwd, from);
  const ids = await submissionIds(folder);
  if (ids !== null) {
    // Only now: a single grading needs none of it.
    const { regradeBatch } = await import('./regrade-batch.ts');
    return regradeBatch({ from: folder, to, ids }, options, surroundings);
  }
  const journal = await readJournal(folder);
  const { header } = journal;
  const exercise = await recordedExercise(
    { exercise: header.exercise, file: join(folder, journalFile) },
    options.exercise,
    cwd,
  );
  const rubric = await chooseRubric(exercise.rubric, options, cwd);
  const grade = await regradeOutput({ exercise, rubric, journal, from: folder, to });
  const stored = { grade, journal, recordIdsIn: exercise.recordIdsIn };
  if (options.pages || hasPage(folder) || hasPage(to)) await writePage(to, stored);
  showGrade(stored, { out: to, json: options.json }, surroundings);
  return exitCodeOf(grade);
}
