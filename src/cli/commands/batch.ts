import { randomBytes } from 'node:crypto';
import { availableParallelism, totalmem } from 'node:os';
import { resolve } from 'node:path';
import { autoJobs } from '../../batch/auto-jobs.ts';
import { findSubmissions } from '../../batch/find-submissions.ts';
import { gradeClass } from '../../batch/grade-class.ts';
import { requireApart } from '../../batch/require-apart.ts';
import { matchRoster, noRoster } from '../../batch/roster/match-roster.ts';
import { readRoster } from '../../batch/roster/read-roster.ts';
import { sayMembership } from '../../batch/roster/say-membership.ts';
import { inShard } from '../../batch/shard.ts';
import { findExercise } from '../../exercises/find-exercise.ts';
import type { Shard } from '../../grade/class-record.ts';
import { graderVersion } from '../../grader-version.ts';
import { isolate } from '../../grading/isolate.ts';
import { gradesFile } from '../../grading/output-folder.ts';
import { classFile } from '../../report/class/class-file.ts';
import { chooseRubric } from '../choose-rubric.ts';
import { openClassLog } from '../class-progress/class-log.ts';
import { showClassProgress } from '../class-progress/class-progress.ts';
import type { BrokerOption, GradeOutputOptions, IsolationOption, Jobs } from '../options.ts';
import { wordsOfIsolation } from '../progress/words.ts';
import type { Surroundings } from '../surroundings.ts';
import { tellOutcomes } from '../tell-outcomes.ts';

export interface BatchOptions extends BrokerOption, IsolationOption, Omit<GradeOutputOptions, 'json'> {
  exercise: string;
  seed?: string;
  out: string;
  jobs: Jobs;
  roster?: string;
  /** Of git repositories, the last commit that is not younger is graded. */
  at: Date | null;
  /** Grades only this part of the class. */
  shard?: Shard;
  /** Grades only what has no final grade in `out`, or was changed since. */
  resume: boolean;
  /** A file that gets what happens, a line of JSON each. */
  log?: string;
}

/** Grades every submission in a folder. 2 where one has no final grade. */
export async function batch(folder: string, options: BatchOptions, surroundings: Surroundings): Promise<0 | 2> {
  const { cwd, env, stdout, stderr, signal } = surroundings;
  const out = resolve(cwd, options.out);
  const from = resolve(cwd, folder);
  requireApart(out, from);
  const exercise = await findExercise(options.exercise, cwd);
  const rubric = await chooseRubric(exercise.rubric, { ...options, json: false }, cwd);
  const roster = options.roster === undefined ? null : await readRoster(resolve(cwd, options.roster));
  const handedIn = await findSubmissions(from, options.at);
  const ids = handedIn.map(({ id }) => id);
  const membership = roster ? matchRoster(ids, roster) : noRoster;
  const shard = options.shard ?? null;
  const submissions = shard ? inShard(handedIn, shard) : handedIn;
  const { isolation, why } = await isolate(options.isolation, 'strangers');
  stderr.write(wordsOfIsolation(isolation.level, why));
  using log = options.log === undefined ? null : openClassLog(resolve(cwd, options.log));
  const outcomes = await gradeWithProgress();
  const open = tellOutcomes(outcomes, stdout);
  stdout.write(sayMembership(membership));
  stdout.write(`${gradesFile}, ${classFile} and submissions/ are in ${out}\n`);
  return open === 0 ? 0 : 2;

  async function gradeWithProgress() {
    using progress = await showClassProgress(submissions.length, stderr, env);
    return await gradeClass({
      exercise,
      rubric,
      submissions,
      membership,
      shard,
      out,
      earlier: options.resume ? 'resumed' : 'graded-again',
      jobs: options.jobs === 'auto' ? autoJobs(machine()) : options.jobs,
      choice: options.broker,
      isolation,
      seed: options.seed ?? randomBytes(8).toString('hex'),
      graderVersion: graderVersion(),
      environment: env,
      signal,
      onEvent: (event) => {
        progress.tell(event);
        log?.tell(event);
      },
    });
  }
}

/** What this process may use of the machine: a container or a cluster's job may have less memory than there is. */
function machine() {
  const limit = process.constrainedMemory() || Number.POSITIVE_INFINITY;
  return { cores: availableParallelism(), memoryBytes: Math.min(totalmem(), limit) };
}
