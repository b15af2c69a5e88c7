import { resolve } from 'node:path';
import { compareGradings, type Grading } from '../../grade/compare-gradings.ts';
import { GraderError } from '../../grader-error.ts';
import { readGrading } from '../../grading/read-grade.ts';
import { renderDifference } from '../../report/terminal/difference.ts';
import type { Surroundings } from '../surroundings.ts';
import { lookOf } from '../terminal-look.ts';

export interface DiffOptions {
  json: boolean;
}

/** Shows what two gradings disagree about. 0: nothing, 1: something. */
export async function diff(
  before: string,
  after: string,
  { json }: DiffOptions,
  { cwd, env, stdout }: Surroundings,
): Promise<0 | 1> {
  const earlier = await readGrading(resolve(cwd, before));
  const later = await readGrading(resolve(cwd, after));
  const comparison = compareGradings(earlier, later);
  if (comparison === null) throw new GraderError('USAGE', oneAndMany(before, earlier, after));
  stdout.write(
    json
      ? `${JSON.stringify(comparison, null, 2)}\n`
      : `\n${renderDifference(comparison, earlier.of, { before, after }, lookOf(stdout, env))}\n`,
  );
  return comparison.same ? 0 : 1;
}

function oneAndMany(before: string, earlier: Grading, after: string): string {
  const [one, batch] = earlier.of === 'one' ? [before, after] : [after, before];
  return `kafka-grader diff: ${one} holds one grade and ${batch} those of a batch; name ${batch}/submissions/<id> to compare one of them.`;
}
