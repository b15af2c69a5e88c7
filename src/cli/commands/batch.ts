import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { findSubmissions } from '../../batch/find-submissions.ts';
import { gradeClass } from '../../batch/grade-class.ts';
import { isFinal, type Outcome } from '../../batch/outcome.ts';
import { matchRoster, noRoster } from '../../batch/roster/match-roster.ts';
import { readRoster } from '../../batch/roster/read-roster.ts';
import { sayMembership } from '../../batch/roster/say-membership.ts';
import { gradesFile } from '../../batch/write-class.ts';
import { findExercise } from '../../exercises/find-exercise.ts';
import { graderVersion } from '../../grader-version.ts';
import { plain } from '../../report/plain.ts';
import { chooseRubric } from '../choose-rubric.ts';
import type { BrokerOption, GradeOutputOptions, Jobs } from '../options.ts';
import type { Surroundings } from '../surroundings.ts';

export interface BatchOptions extends BrokerOption, Omit<GradeOutputOptions, 'json'> {
  exercise: string;
  seed?: string;
  out: string;
  jobs: Jobs;
  roster?: string;
  /** Of git repositories, the last commit that is not younger is graded. */
  at: Date | null;
  /** Grades only what has no final grade in `out`, or was changed since. */
  resume: boolean;
}

/** Grades every submission in a folder. 2 where one has no final grade. */
export async function batch(folder: string, options: BatchOptions, surroundings: Surroundings): Promise<0 | 2> {
  const { cwd, env, stdout, stderr, signal } = surroundings;
  const out = resolve(cwd, options.out);
  const exercise = await findExercise(options.exercise, cwd);
  const rubric = await chooseRubric(exercise.rubric, { ...options, json: false }, cwd);
  const roster = options.roster === undefined ? null : await readRoster(resolve(cwd, options.roster));
  const submissions = await findSubmissions(resolve(cwd, folder), options.at);
  const ids = submissions.map(({ id }) => id);
  const membership = roster ? matchRoster(ids, roster) : noRoster;
  let done = 0;
  const outcomes = await gradeClass({
    exercise,
    rubric,
    submissions,
    membership,
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
      stderr.write(`${done}/${submissions.length}  ${plain(outcome.id)}  ${wordsOf(outcome)}\n`);
    },
  });
  const open = outcomes.filter((outcome) => !isFinal(outcome));
  stdout.write(`${submissions.length - open.length} of ${submissions.length} submissions have a final grade.\n`);
  for (const outcome of open) stdout.write(`  ${plain(outcome.id)}: ${wordsOf(outcome)}\n`);
  stdout.write(sayMembership(membership));
  stdout.write(`${gradesFile} and submissions/ are in ${out}\n`);
  return open.length === 0 ? 0 : 2;
}

function wordsOf(outcome: Outcome): string {
  switch (outcome.status) {
    case 'graded': {
      const { score, maxScore, final } = outcome.grade;
      return `${score}/${maxScore}${final ? '' : ', not final'}`;
    }
    case 'not-graded':
      return `not graded: ${outcome.why}`;
  }
}
