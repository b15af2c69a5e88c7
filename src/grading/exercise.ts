import type { Check } from '../check/check.ts';
import type { History } from '../evidence/history.ts';
import type { Insisted, Settings } from '../evidence/observation.ts';
import type { Hint } from '../grade/hint.ts';
import type { Rubric } from '../grade/rubric.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { SubmissionShape } from '../submission/submission.ts';

/** Everything that the harness needs to know of an exercise. */
export interface Exercise {
  /** Also the name of its folder: `kafka-consumers`. */
  id: string;
  submission: SubmissionShape;
  /** The environment variables in which a program finds its settings. */
  variablesOf(settings: Settings): Readonly<Record<string, string>>;
  /** Whether a check may read this line of output. */
  linesThatMatter(text: string): boolean;
  /**
   * What the program of this role was seen to use whatever it was given, so that the world can be made to fit. `nowMs` is on
   * the scale of an observation's `atMs`.
   */
  insistedBy(history: History, role: string, nowMs: number): Insisted;
  scenarios: readonly Scenario[];
  checks: readonly Check[];
  rubric: Rubric;
  hints: readonly Hint[];
}

export function defineExercise(exercise: Exercise): Exercise {
  return exercise;
}
