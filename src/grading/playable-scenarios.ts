import type { Scenario } from '../scenario/scenario.ts';
import type { Programs } from '../submission/build-programs.ts';
import { runFingerprint } from '../submission/run-fingerprint.ts';
import type { Submission } from '../submission/submission.ts';
import type { Exercise } from './exercise.ts';

export interface Playable {
  scenario: Scenario;
  /** The fingerprint of all that the scenario's programs are run with: what was seen with the same still holds. */
  playedWith: string;
}

/** Those of the needed scenarios whose programs can all be run. */
export function playableScenarios(
  exercise: Exercise,
  needed: ReadonlySet<string>,
  programs: Programs,
  submission: Submission,
): Playable[] {
  const fingerprints = new Map(
    [...programs.byRole.values()].flatMap((program) =>
      program.status === 'ready' ? [[program.role, runFingerprint(program, submission, exercise.submission)]] : [],
    ),
  );
  return exercise.scenarios
    .filter(({ name }) => needed.has(name))
    .flatMap((scenario) => {
      const playedWith = scenario.programs.map((role) => fingerprints.get(role) ?? null);
      return playedWith.includes(null) ? [] : [{ scenario, playedWith: playedWith.join(' ') }];
    });
}
