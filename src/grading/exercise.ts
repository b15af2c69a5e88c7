import type { Check } from '../check/check.ts';
import type { History } from '../evidence/history.ts';
import type { Insisted, Settings } from '../evidence/observation.ts';
import type { Hint } from '../grade/hint.ts';
import type { HiddenPoints, Rubric } from '../grade/rubric.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { SubmissionShape } from '../submission/submission.ts';

/** Everything that the harness needs to know of an exercise. */
export interface Exercise {
  /** Also the name of its folder: `kafka-consumers`. */
  id: string;
  submission: SubmissionShape;
  /** The environment variables in which a program finds its settings. */
  variablesOf(settings: Settings): Readonly<Record<string, string>>;
  /**
   * Which records a text tells of, by ids that no program can know beforehand: for a line of output those that it prints, for
   * a record's value its own. Lines without any are not read by checks.
   */
  recordIdsIn(text: string): readonly string[];
  /**
   * What the program of this role was seen to use whatever it was given, so that the world can be made to fit. `nowMs` is on
   * the scale of an observation's `atMs`.
   */
  insistedBy(history: History, role: string, nowMs: number): Insisted;
  scenarios: readonly Scenario[];
  checks: readonly Check[];
  rubric: Rubric;
  /** Whether students see what a hidden check earned; `withheld` where it is not given. */
  hiddenPoints?: HiddenPoints;
  hints: readonly Hint[];
  /** The folder of what `init` gives a student, absolute; without it there is nothing to begin with. */
  template?: string;
}

export function defineExercise(exercise: Exercise): Exercise {
  return exercise;
}
