import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { GraderError } from '../grader-error.ts';
import type { Exercise } from '../grading/exercise.ts';
import { exerciseIds, loadExercise } from './built-in.ts';

const moduleFiles = ['exercise.ts', 'exercise.js', 'exercise.mjs'];

/** The exercise that `name` means: one that comes with the grader, or else a folder with an exercise module. */
export async function findExercise(name: string, cwd: string): Promise<Exercise> {
  const ids = await exerciseIds();
  if (ids.includes(name)) return loadExercise(name);
  const folder = resolve(cwd, name);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    const message = `No exercise "${name}": it is neither one of ${ids.join(', ')}, nor a folder at ${folder}.`;
    throw new GraderError('UNKNOWN_EXERCISE', message);
  }
  const file = moduleFiles.map((candidate) => join(folder, candidate)).find((candidate) => existsSync(candidate));
  if (file === undefined) {
    throw new GraderError('UNKNOWN_EXERCISE', `No exercise at ${folder}: it holds no ${moduleFiles.join(' or ')}.`);
  }
  // Only now: the compiler and the validation take their time to load.
  const { loadModule } = await import('./load-module.ts');
  const { requireExercise } = await import('./require-exercise.ts');
  return requireExercise(await loadModule(file), file);
}
