import { GraderError } from '../grader-error.ts';
import type { Exercise } from '../grading/exercise.ts';
import { plain } from '../report/plain.ts';
import { exerciseIds, loadExercise } from './built-in.ts';
import { findExercise } from './find-exercise.ts';

/** What a stored file says that it is about. */
export interface Recorded {
  readonly exercise: string;
  readonly file: string;
}

/**
 * The exercise that a stored grade or journal says it is about; `asked` is where to find it if it does not come with the
 * grader. What is stored comes from anybody: it is taken for the name of an exercise, and never for a folder with code in it.
 * UNKNOWN_EXERCISE where there is none, or another.
 */
export async function recordedExercise(
  { exercise: id, file }: Recorded,
  asked: string | undefined,
  cwd: string,
): Promise<Exercise> {
  if (asked === undefined) {
    const ids = await exerciseIds();
    if (ids.includes(id)) return loadExercise(id);
    const message = `${file} is about the exercise "${plain(id)}", which is none of ${ids.join(', ')}; name its folder with --exercise.`;
    throw new GraderError('UNKNOWN_EXERCISE', message);
  }
  const exercise = await findExercise(asked, cwd);
  if (exercise.id === id) return exercise;
  const message = `${file} is about the exercise "${plain(id)}", not about ${exercise.id}.`;
  throw new GraderError('UNKNOWN_EXERCISE', message);
}
