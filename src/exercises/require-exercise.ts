import { z } from 'zod';
import { hiddenPointsChoices, visibilities } from '../grade/rubric.ts';
import { GraderError } from '../grader-error.ts';
import type { Exercise } from '../grading/exercise.ts';
import { contradictionIn } from './contradictions.ts';

const name = z.string().min(1);
const names = z.array(name);
const method = z.custom((value) => typeof value === 'function', 'Invalid input: expected a function');

/** As far as it can be seen without playing it. */
const shape = z.object({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, 'expected lower-case words joined by -, such as kafka-consumers'),
  submission: z.object({
    programs: names.min(1),
    texts: names,
    languages: z.array(z.object({ extension: name, build: method })).min(1),
  }),
  variablesOf: method,
  recordIdsIn: method,
  insistedBy: method,
  scenarios: z.array(z.object({ name, programs: names, play: method })),
  checks: z.array(
    z.object({
      id: z.string().regex(/^[a-z][a-z0-9-]*\.[a-z0-9-]+$/, 'expected area.what-is-right'),
      programs: names,
      texts: names.optional(),
      scenarios: names,
      dependsOn: names,
      judge: method,
    }),
  ),
  rubric: z.array(
    z.object({ id: name, points: z.int().nonnegative(), title: name, visibility: z.enum(visibilities).optional() }),
  ),
  hiddenPoints: z.enum(hiddenPointsChoices).optional(),
  hints: z.array(z.object({ mistake: name, checks: names, match: method })),
  template: name.optional(),
});

/** What a module exports, if it is an exercise that fits together. EXERCISE_INVALID if not, with the first thing to mend. */
export function requireExercise(exported: unknown, file: string): Exercise {
  if (!isExercise(exported)) {
    const [issue] = shape.safeParse(exported).error?.issues ?? [];
    const where = issue && issue.path.length > 0 ? `its ${z.core.toDotPath(issue.path)}` : 'its default export';
    throw invalid(file, `${where}: ${issue?.message ?? 'not an exercise'}`);
  }
  const contradiction = contradictionIn(exported);
  if (contradiction !== null) throw invalid(file, contradiction);
  return exported;
}

function isExercise(exported: unknown): exported is Exercise {
  return shape.safeParse(exported).success;
}

function invalid(file: string, why: string): GraderError {
  return new GraderError('EXERCISE_INVALID', `${file} exports no exercise: ${why}.`);
}
