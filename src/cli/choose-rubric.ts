import { resolve } from 'node:path';
import type { Rubric } from '../grade/rubric.ts';
import type { GradeOutputOptions } from './options.ts';
import { selectChecks } from './select-checks.ts';

/** The exercise's rubric as `--rubric` changes it, and of that what `--only` names. */
export async function chooseRubric(
  rubric: Rubric,
  { rubric: file, only }: GradeOutputOptions,
  cwd: string,
): Promise<Rubric> {
  if (file === undefined) return selectChecks(rubric, only);
  // Only now: most gradings need no YAML.
  const { readRubricFile } = await import('../rubric/read-rubric-file.ts');
  return selectChecks(await readRubricFile(resolve(cwd, file), rubric), only);
}
