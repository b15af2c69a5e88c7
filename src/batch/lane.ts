/** A lane is a world of its own, which serves a few submissions at a time, one after another; a broker that died is replaced. */
import { join } from 'node:path';
import type { BrokerStep } from '../broker/broker.ts';
import { GraderError, type GraderErrorCode } from '../grader-error.ts';
import { type Graded, gradeAsRead } from '../grading/grade-submission.ts';
import { submissionsFolder } from '../grading/output-folder.ts';
import type { Turns } from '../grading/turns.ts';
import { type GradingWorld, type OwnedWorld, openWorld, slotsPerGrading, worldUntil } from '../grading/world.ts';
import { writeStudentPage } from '../reporting/student-page.ts';
import type { StartGate } from '../scenario/start-gate.ts';
import type { Admission } from './admission.ts';
import { allOrFirst } from './all-or-first.ts';
import type { ClassGrading } from './grade-class.ts';
import { Queue, type Turn } from './queue.ts';

/** How often a submission is graded at most where the grader, Kafka or the machine kept a verdict from being reached. */
const mostAttempts = 3;

/** What lanes share. */
export interface LaneOptions extends ClassGrading {
  starts: StartGate;
  ports: Turns;
  admission: Admission;
}

export interface Lane {
  /** From 1. */
  number: number;
  /** Submissions that it serves at the same time. */
  places: number;
}

/**
 * A broker takes 2 CPU seconds to start and some more to warm up, so it serves several. Not all: what kills it interrupts all that
 * are being graded, and programs that insist on the same topic wait for each other.
 */
const mostPlaces = 8;

/** As few lanes as there can be for so many submissions at a time, as equal as they can be. */
export function lanesFor(jobs: number): Lane[] {
  const count = Math.ceil(jobs / mostPlaces);
  return Array.from({ length: count }, (_, index) => ({
    number: index + 1,
    places: Math.floor(jobs / count) + (index < jobs % count ? 1 : 0),
  }));
}

/** Takes turns until there is none. Throws what keeps every submission from being graded: no broker, a full disk. */
export async function runLane(lane: Lane, queue: Queue, options: LaneOptions): Promise<void> {
  const suspects = new Queue([]);
  while (!queue.isEmpty) await serveInOneWorld(lane, { queue, suspects }, options);
  while (!suspects.isEmpty) await serveInOneWorld({ ...lane, places: 1 }, { queue: suspects, suspects }, options);
}

interface Queues {
  queue: Queue;
  /** Those that were being graded when a broker died: one of them may have brought that about, and is to do it to nobody else again. */
  suspects: Queue;
}

async function serveInOneWorld(lane: Lane, { queue, suspects }: Queues, options: LaneOptions): Promise<void> {
  const { choice, isolation, starts, ports, admission, onEvent } = options;
  const report = (step: BrokerStep) => onEvent({ type: 'broker', lane: lane.number, step });
  await using world = await openAdmitted();
  if (world === null) return;
  const places = Array.from({ length: lane.places }, (_, index) => index);
  const { life } = world;
  await allOrFirst(places, options.signal, async (_, signal) => {
    const service = { world: worldUntil(signal, world), queue, suspects, options: { ...options, signal } };
    while (life.fault === null) {
      using _admitted = await admission.admit(signal);
      const turn = life.fault === null ? queue.take() : null;
      if (turn === null) return;
      await serve(turn, service);
    }
  });

  /** A broker that starts is as busy as a submission; by then there may be none left. */
  async function openAdmitted(): Promise<OwnedWorld | null> {
    const { signal } = options;
    using _admitted = await admission.admit(signal);
    if (queue.isEmpty) return null;
    return await openWorld({ choice, isolation, slots: slotsPerGrading * lane.places, starts, ports, report, signal });
  }
}

interface Service extends Queues {
  world: GradingWorld;
  options: LaneOptions;
}

/** What will keep the next submission from being graded as well. */
const faultsOfAll: ReadonlySet<GraderErrorCode> = new Set(['OUTPUT_NOT_WRITABLE', 'DISK_FULL', 'OUT_OF_FILES']);

/** Grades one submission. What was cut short is put back. */
async function serve(turn: Turn, { world, queue, suspects, options }: Service): Promise<void> {
  const { submission, attempt } = turn;
  const { id } = submission;
  const { signal, onEvent } = options;
  onEvent({ type: 'began', id, attempt });
  try {
    const { grade, cutShort } = await gradeOne(turn, world, options);
    if (grade.final || attempt >= mostAttempts) {
      onEvent({ type: 'settled', outcome: { id, attempts: attempt, status: 'graded', grade } });
      return;
    }
    onEvent({ type: 'put-back', id, why: cutShort ? tellFault(cutShort) : 'the grade is not final' });
    if (cutShort?.code === 'BROKER_DIED') suspects.putLast(turn);
    else queue.putLast(turn);
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof GraderError) || faultsOfAll.has(error.code)) throw error;
    onEvent({ type: 'settled', outcome: { id, attempts: attempt, status: 'not-graded', why: tellFault(error) } });
  }
}

/** On one line. */
function tellFault({ message, code }: GraderError): string {
  return `${message.split('\n')[0]} (${code})`;
}

async function gradeOne({ submission, attempt }: Turn, world: GradingWorld, options: LaneOptions): Promise<Graded> {
  const { exercise, rubric, seed, graderVersion, environment, onEvent } = options;
  const { id } = submission;
  const out = join(options.out, submissionsFolder, id);
  const read = await submission.read(exercise.submission);
  const graded = await gradeAsRead(read, {
    exercise,
    rubric,
    out,
    world,
    // Names of topics come from it, and a broker has those of an earlier attempt already.
    seed: attempt === 1 ? `${seed}/${id}` : `${seed}/${id}/${attempt}`,
    graderVersion,
    environment,
    onObservation: ({ type, scenario }) => {
      if (scenario === null || (type !== 'scenario-began' && type !== 'scenario-ended')) return;
      onEvent({ type, id, scenario });
    },
  });
  await writeStudentPage(out, { ...graded, journal: graded, recordIdsIn: exercise.recordIdsIn });
  return graded;
}
