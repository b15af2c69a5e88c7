/** A lane is a world of its own, which serves one submission after another; a broker that died is replaced. */
import { join } from 'node:path';
import type { BrokerStep } from '../broker/broker.ts';
import type { Grade } from '../grade/grade.ts';
import { GraderError } from '../grader-error.ts';
import { gradeAsRead } from '../grading/grade-submission.ts';
import { submissionsFolder } from '../grading/output-folder.ts';
import { type GradingWorld, type OwnedWorld, openWorld } from '../grading/world.ts';
import { writeStudentPage } from '../reporting/student-page.ts';
import type { StartGate } from '../scenario/start-gate.ts';
import type { Admission } from './admission.ts';
import type { ClassGrading } from './grade-class.ts';
import type { Gradable } from './handed-in.ts';
import type { Queue, Turn } from './queue.ts';

/** How often a submission is graded at most where the grader, Kafka or the machine kept a verdict from being reached. */
const mostAttempts = 3;

/** What lanes share. */
export interface LaneOptions extends ClassGrading {
  starts: StartGate;
  admission: Admission;
}

/** Takes turns until there is none. Throws what keeps every submission from being graded: no broker, a full disk. */
export async function runLane(lane: number, queue: Queue, options: LaneOptions): Promise<void> {
  while (!queue.isEmpty) await serveInOneWorld(lane, queue, options);
}

async function serveInOneWorld(lane: number, queue: Queue, options: LaneOptions): Promise<void> {
  const { choice, signal, onEvent } = options;
  const report = (step: BrokerStep) => onEvent({ type: 'broker', lane, step });
  await using world = await openAdmitted();
  if (world === null) return;
  let state: 'lives' | 'died' = 'lives';
  while (state === 'lives') {
    using _place = await options.admission.admit(signal);
    const turn = queue.take();
    if (turn === null) return;
    state = await serve(turn, { world, queue, options });
  }

  /** A broker that starts is as busy as a submission; by then there may be none left. */
  async function openAdmitted(): Promise<OwnedWorld | null> {
    using _place = await options.admission.admit(signal);
    return queue.isEmpty ? null : await openWorld({ choice, starts: options.starts, report, signal });
  }
}

interface Service {
  world: GradingWorld;
  queue: Queue;
  options: LaneOptions;
}

/** Grades one submission, and says whether the world can serve another. */
async function serve(turn: Turn, { world, queue, options }: Service): Promise<'lives' | 'died'> {
  const { submission, attempt } = turn;
  const { id } = submission;
  const { signal, onEvent } = options;
  onEvent({ type: 'began', id, attempt });
  try {
    const grade = await gradeOne(submission, world, options);
    if (grade.final || attempt >= mostAttempts) {
      onEvent({ type: 'settled', outcome: { id, attempts: attempt, status: 'graded', grade } });
    } else {
      onEvent({ type: 'put-back', id, why: 'the grade is not final' });
      queue.putLast(turn);
    }
    return 'lives';
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof GraderError) || error.code === 'OUTPUT_NOT_WRITABLE') throw error;
    const why = `${error.message} (${error.code})`;
    const state = error.code === 'BROKER_DIED' ? 'died' : 'lives';
    if (state === 'died' && attempt < mostAttempts) {
      onEvent({ type: 'put-back', id, why });
      queue.putFirst(turn);
    } else {
      onEvent({ type: 'settled', outcome: { id, attempts: attempt, status: 'not-graded', why } });
    }
    return state;
  }
}

async function gradeOne(submission: Gradable, world: GradingWorld, options: LaneOptions): Promise<Grade> {
  const { exercise, rubric, seed, graderVersion, environment, onEvent } = options;
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
    onObservation: ({ type, scenario }) => {
      if (scenario === null || (type !== 'scenario-began' && type !== 'scenario-ended')) return;
      onEvent({ type, id, scenario });
    },
  });
  await writeStudentPage(out, { ...graded, journal: graded, recordIdsIn: exercise.recordIdsIn });
  return graded.grade;
}
