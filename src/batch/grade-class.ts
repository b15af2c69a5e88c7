import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrokerChoice } from '../broker/broker.ts';
import type { Shard } from '../grade/class-record.ts';
import type { Rubric } from '../grade/rubric.ts';
import type { Exercise } from '../grading/exercise.ts';
import { notWritable, submissionsFolder } from '../grading/output-folder.ts';
import { openTurns } from '../grading/turns.ts';
import type { Isolation } from '../isolation/enclosure.ts';
import { openMachineStartGate } from '../scenario/start-gate.ts';
import { openAdmission } from './admission.ts';
import { allOrFirst } from './all-or-first.ts';
import type { ClassEvent } from './class-event.ts';
import type { Gradable, HandedIn } from './handed-in.ts';
import { knownGrade } from './known-grade.ts';
import { lanesFor, runLane } from './lane.ts';
import type { Outcome } from './outcome.ts';
import { watchPressure } from './pressure.ts';
import { Queue } from './queue.ts';
import { restorePage } from './restore-page.ts';
import type { Membership } from './roster/match-roster.ts';
import { writeClass } from './write-class.ts';

export interface ClassGrading {
  exercise: Exercise;
  rubric: Rubric;
  submissions: readonly HandedIn[];
  membership: Membership;
  /** The part of a class that the submissions are; null where they are all of it. */
  shard: Shard | null;
  /** Gets `submissions/<id>/` for each, and `grades.csv`. */
  out: string;
  /** Whether what stands in `out` of the same files, checks and grader is left as it is. */
  earlier: 'resumed' | 'graded-again';
  /** Submissions that are graded at the same time. */
  jobs: number;
  choice: BrokerChoice;
  isolation: Isolation;
  seed: string;
  graderVersion: string;
  environment: NodeJS.ProcessEnv;
  signal: AbortSignal;
  /** Told that each submission is settled once, as soon as it is known what became of it. */
  onEvent: (event: ClassEvent) => void;
}

/**
 * Grades a class. Where it has to end before (no broker, a full disk, the signal) it throws why, and all that was settled until
 * then is stored.
 */
export async function gradeClass(options: ClassGrading): Promise<readonly Outcome[]> {
  const startedAt = new Date().toISOString();
  const beganMs = performance.now();
  await makeFolder(options.out);
  const settled = new Map<string, Outcome>();
  const onEvent = (event: ClassEvent) => {
    if (event.type === 'settled') settled.set(event.outcome.id, event.outcome);
    options.onEvent(event);
  };
  const store = async (why: string) => {
    const outcomes = options.submissions.map(
      ({ id }): Outcome => settled.get(id) ?? { id, attempts: 0, status: 'not-graded', why },
    );
    await writeClass(options, outcomes, { startedAt, durationMs: Math.round(performance.now() - beganMs) });
    return outcomes;
  };
  try {
    await gradeInLanes({ ...options, onEvent });
  } catch (error) {
    await store('The batch ended before its turn.').catch(() => {});
    throw error;
  }
  return store('No lane took it.');
}

async function gradeInLanes(options: ClassGrading): Promise<void> {
  const open = await stillOpen(options);
  const queue = new Queue(open);
  const lanes = lanesFor(Math.min(options.jobs, open.length));
  const starts = openMachineStartGate();
  const ports = openTurns();
  using admission = openAdmission(watchPressure());
  await allOrFirst(lanes, options.signal, (lane, signal) =>
    runLane(lane, queue, { ...options, starts, ports, admission, signal }),
  );
}

/** What is to be graded; of the others it is told what became of them. */
async function stillOpen({ submissions, earlier, out, exercise, rubric, graderVersion, onEvent }: ClassGrading) {
  const open: Gradable[] = [];
  for (const submission of submissions) {
    const { id } = submission;
    if (submission.status === 'not-gradable') {
      onEvent({ type: 'settled', outcome: { id, attempts: 0, status: 'not-graded', why: submission.why } });
      continue;
    }
    if (earlier === 'graded-again') {
      open.push(submission);
      continue;
    }
    const read = await submission.read(exercise.submission);
    const asked = { exercise: exercise.id, rubric, graderVersion };
    const stored = join(out, submissionsFolder, id);
    const grade = await knownGrade(stored, read, asked);
    if (grade && (await restorePage(stored, grade, exercise)) === 'there')
      onEvent({ type: 'settled', outcome: { id, attempts: 0, status: 'graded', grade } });
    else open.push(submission);
  }
  return open;
}

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (cause) {
    throw notWritable(path, cause);
  }
}
