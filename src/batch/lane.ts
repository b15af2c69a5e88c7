/** A lane is a world of its own, which serves one submission after another; a broker that died is replaced. */
import { join } from 'node:path';
import { GraderError } from '../grader-error.ts';
import { gradeAsRead } from '../grading/grade-submission.ts';
import { submissionsFolder } from '../grading/output-folder.ts';
import { type GradingWorld, openWorld } from '../grading/world.ts';
import { writeStudentPage } from '../reporting/student-page.ts';
import type { ClassGrading } from './grade-class.ts';
import { isFinal, type Outcome } from './outcome.ts';
import type { Queue, Turn } from './queue.ts';

/** How often a submission is graded at most where the grader, Kafka or the machine kept a verdict from being reached. */
const mostAttempts = 3;

/** Takes turns until there is none. Throws what keeps every submission from being graded: no broker, a full disk. */
export async function runLane(queue: Queue, options: ClassGrading): Promise<void> {
  while (!queue.isEmpty) await serveInOneWorld(queue, options);
}

async function serveInOneWorld(queue: Queue, options: ClassGrading): Promise<void> {
  const { choice, onBroker: report, signal } = options;
  await using world = await openWorld({ choice, report, signal });
  let state: 'lives' | 'died' = 'lives';
  while (state === 'lives') {
    const turn = queue.take();
    if (turn === null) return;
    state = await serve(turn, { world, queue, options });
  }
}

interface Service {
  world: GradingWorld;
  queue: Queue;
  options: ClassGrading;
}

/** Grades one submission, and says whether the world can serve another. */
async function serve(turn: Turn, { world, queue, options }: Service): Promise<'lives' | 'died'> {
  const { id } = turn.submission;
  try {
    const outcome = await grade(turn, { world, options });
    if (!isFinal(outcome) && turn.attempt < mostAttempts) queue.putLast(turn);
    else options.onOutcome(outcome);
    return 'lives';
  } catch (error) {
    options.signal.throwIfAborted();
    if (!(error instanceof GraderError) || error.code === 'OUTPUT_NOT_WRITABLE') throw error;
    const state = error.code === 'BROKER_DIED' ? 'died' : 'lives';
    if (state === 'died' && turn.attempt < mostAttempts) queue.putFirst(turn);
    else
      options.onOutcome({ id, attempts: turn.attempt, status: 'not-graded', why: `${error.message} (${error.code})` });
    return state;
  }
}

async function grade(
  { submission, attempt }: Turn,
  { world, options }: Pick<Service, 'world' | 'options'>,
): Promise<Outcome> {
  const { exercise, rubric, seed, graderVersion, environment } = options;
  const { id } = submission;
  const out = join(options.out, submissionsFolder, id);
  const read = await submission.read(exercise.submission);
  const graded = await gradeAsRead(read, {
    exercise,
    rubric,
    out,
    world,
    seed: `${seed}/${id}`,
    graderVersion,
    environment,
  });
  await writeStudentPage(out, { ...graded, journal: graded, recordIdsIn: exercise.recordIdsIn });
  return { id, attempts: attempt, status: 'graded', grade: graded.grade };
}
