import { resolve } from 'node:path';
import { kafkaConsumers } from '../../../graders/kafka-consumers/exercise.ts';
import { regrade as regradeOutput } from '../../grading/regrade.ts';
import { exitCodeOf } from '../exit-code.ts';
import type { GradeOutputOptions } from '../options.ts';
import { selectChecks } from '../select-checks.ts';
import { showGrade } from '../show-grade.ts';
import type { Surroundings } from '../surroundings.ts';

export interface RegradeOptions extends GradeOutputOptions {
  /** In place where it is not given. */
  out?: string;
}

/** Judges the observations of an output folder again and shows the grade. */
export async function regrade(from: string, options: RegradeOptions, surroundings: Surroundings): Promise<0 | 1 | 2> {
  const { cwd } = surroundings;
  const to = resolve(cwd, options.out ?? from);
  const grade = await regradeOutput({
    exercise: kafkaConsumers,
    rubric: selectChecks(kafkaConsumers.rubric, options.only),
    from: resolve(cwd, from),
    to,
  });
  showGrade(grade, { out: to, json: options.json }, surroundings);
  return exitCodeOf(grade);
}
