import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrokerChoice, BrokerStep } from '../broker/broker.ts';
import type { Shard } from '../grade/class-record.ts';
import type { Rubric } from '../grade/rubric.ts';
import type { Exercise } from '../grading/exercise.ts';
import { notWritable, submissionsFolder } from '../grading/output-folder.ts';
import { readSubmission } from '../submission/submission.ts';
import type { HandedIn } from './handed-in.ts';
import { knownGrade } from './known-grade.ts';
import { runLane } from './lane.ts';
import type { Outcome } from './outcome.ts';
import { Queue } from './queue.ts';
import { writeClass } from './write-class.ts';

export interface ClassGrading {
  exercise: Exercise;
  rubric: Rubric;
  submissions: readonly HandedIn[];
  /** The part of a class that the submissions are; null where they are all of it. */
  shard: Shard | null;
  /** Gets `submissions/<id>/` for each, and `grades.csv`. */
  out: string;
  /** Whether what stands in `out` of the same files, checks and grader is left as it is. */
  earlier: 'resumed' | 'graded-again';
  /** Submissions that are graded at the same time, each with a broker of its own. */
  jobs: number;
  choice: BrokerChoice;
  seed: string;
  graderVersion: string;
  environment: NodeJS.ProcessEnv;
  signal: AbortSignal;
  onBroker: (step: BrokerStep) => void;
  /** Told of each submission once, as soon as it is known what became of it. */
  onOutcome: (outcome: Outcome) => void;
}

/** Grades a class. What was graded is stored even where this throws: no broker, a full disk, or the signal's reason. */
export async function gradeClass(options: ClassGrading): Promise<readonly Outcome[]> {
  const startedAt = new Date().toISOString();
  const beganMs = performance.now();
  await makeFolder(options.out);
  const outcomes: Outcome[] = [];
  const onOutcome = (outcome: Outcome) => {
    outcomes.push(outcome);
    options.onOutcome(outcome);
  };
  const open = await stillOpen({ ...options, onOutcome });
  const queue = new Queue(open);
  const lanes = Math.min(options.jobs, open.length);
  await allOrFirst(lanes, options.signal, (signal) => runLane(queue, { ...options, signal, onOutcome }));
  await writeClass(options, outcomes, { startedAt, durationMs: Math.round(performance.now() - beganMs) });
  return outcomes;
}

/** What is to be graded; of the others it is told what became of them. */
async function stillOpen({ submissions, earlier, out, exercise, rubric, graderVersion, onOutcome }: ClassGrading) {
  if (earlier === 'graded-again') return submissions;
  const open: HandedIn[] = [];
  for (const submission of submissions) {
    const { id } = submission;
    await using opened = await submission.open();
    const read = await readSubmission(opened.folder, exercise.submission);
    const asked = { exercise: exercise.id, rubric, graderVersion };
    const grade = await knownGrade(join(out, submissionsFolder, id), read, asked);
    if (grade) onOutcome({ id, attempts: 0, status: 'graded', grade });
    else open.push(submission);
  }
  return open;
}

/** Waits for all to end, and ends the others where one throws. */
async function allOrFirst(
  count: number,
  given: AbortSignal,
  run: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const others = new AbortController();
  const signal = AbortSignal.any([given, others.signal]);
  const ends = Array.from({ length: count }, async () => {
    try {
      await run(signal);
    } catch (error) {
      others.abort(error);
    }
  });
  await Promise.all(ends);
  signal.throwIfAborted();
}

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (cause) {
    throw notWritable(path, cause);
  }
}
