import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { neededScenarios } from '../check/needed-scenarios.ts';
import type { Rubric } from '../grade/rubric.ts';
import { graderVersion } from '../grader-version.ts';
import type { Exercise } from '../grading/exercise.ts';
import { type Graded, gradeSubmission } from '../grading/grade-submission.ts';
import { isolate } from '../grading/isolate.ts';
import { journalFile } from '../grading/output-folder.ts';
import { openWorld } from '../grading/world.ts';
import type { BrokerOption, IsolationOption } from './options.ts';
import { showProgress } from './progress/progress.ts';
import { wordsOfIsolation } from './progress/words.ts';
import { Stopped } from './stop.ts';
import type { Surroundings } from './surroundings.ts';

export interface Asked extends BrokerOption, IsolationOption {
  exercise: Exercise;
  /** The folder to grade; absolute, as `out` is. */
  submission: string;
  rubric: Rubric;
  out: string;
  /** A new one where it is not given. */
  seed?: string;
}

/** Grades in a world of its own and shows how it goes. Everything that was started has ended when this does. */
export async function gradeWithProgress(asked: Asked, surroundings: Surroundings): Promise<Graded> {
  const { env, signal, stderr } = surroundings;
  const { exercise, submission, rubric, out, broker, seed = randomBytes(8).toString('hex') } = asked;
  let isJournalBegun = false;
  try {
    const { isolation, why } = await isolate(asked.isolation, 'own');
    stderr.write(wordsOfIsolation(isolation.level, why));
    await using progress = await showProgress(scenariosOf(exercise, rubric), stderr, env);
    await using world = await openWorld({ choice: broker, isolation, report: (step) => progress.broker(step), signal });
    return await gradeSubmission({
      exercise,
      rubric,
      folder: submission,
      out,
      world,
      seed,
      graderVersion: graderVersion(),
      environment: env,
      onPreparation: (step) => progress.preparing(step),
      onObservation: (observation) => {
        isJournalBegun = true;
        progress.observed(observation);
      },
      onWait: (scenario, what) => progress.waiting(scenario, what),
    });
  } catch (error) {
    if (isJournalBegun && signal.reason instanceof Stopped) {
      stderr.write(`Not graded: what was observed until then is in ${join(out, journalFile)}.\n`);
    }
    throw error;
  }
}

function scenariosOf({ checks, scenarios }: Exercise, rubric: Rubric): string[] {
  const needed = neededScenarios(
    checks,
    rubric.map(({ id }) => id),
  );
  return scenarios.map(({ name }) => name).filter((name) => needed.has(name));
}
