import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { findSubmissions } from '../../batch/find-submissions.ts';
import { gradeClass } from '../../batch/grade-class.ts';
import { inShard } from '../../batch/shard.ts';
import { gradesFile } from '../../batch/write-class.ts';
import { findExercise } from '../../exercises/find-exercise.ts';
import type { Shard } from '../../grade/class-record.ts';
import { graderVersion } from '../../grader-version.ts';
import { plain } from '../../report/plain.ts';
import { chooseRubric } from '../choose-rubric.ts';
import type { BrokerOption, GradeOutputOptions, Jobs } from '../options.ts';
import type { Surroundings } from '../surroundings.ts';
import { outcomeText, tellOutcomes } from '../tell-outcomes.ts';

export interface BatchOptions extends BrokerOption, Omit<GradeOutputOptions, 'json'> {
  exercise: string;
  seed?: string;
  out: string;
  jobs: Jobs;
  /** Grades only this part of the class. */
  shard?: Shard;
  /** Grades only what has no final grade in `out`, or was changed since. */
  resume: boolean;
}

/** Grades every submission in a folder. 2 where one has no final grade. */
export async function batch(folder: string, options: BatchOptions, surroundings: Surroundings): Promise<0 | 2> {
  const { cwd, env, stdout, stderr, signal } = surroundings;
  const out = resolve(cwd, options.out);
  const exercise = await findExercise(options.exercise, cwd);
  const rubric = await chooseRubric(exercise.rubric, { ...options, json: false }, cwd);
  const shard = options.shard ?? null;
  const handedIn = await findSubmissions(resolve(cwd, folder));
  const submissions = shard ? inShard(handedIn, shard) : handedIn;
  let done = 0;
  const outcomes = await gradeClass({
    exercise,
    rubric,
    submissions,
    shard,
    out,
    earlier: options.resume ? 'resumed' : 'graded-again',
    jobs: options.jobs === 'auto' ? 2 * availableParallelism() : options.jobs,
    choice: options.broker,
    seed: options.seed ?? randomBytes(8).toString('hex'),
    graderVersion: graderVersion(),
    environment: env,
    signal,
    onBroker: () => {},
    onOutcome: (outcome) => {
      done += 1;
      stderr.write(`${done}/${submissions.length}  ${plain(outcome.id)}  ${outcomeText(outcome)}\n`);
    },
  });
  const open = tellOutcomes(outcomes, stdout);
  stdout.write(`${gradesFile} and submissions/ are in ${out}\n`);
  return open === 0 ? 0 : 2;
}
