/** Threads that judge submissions again, each with an exercise of its own. */
import { once } from 'node:events';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { GraderError, type GraderErrorCode } from '../grader-error.ts';
import type { Regraded, RegradeRules, RegradeTurn } from './regrade-one.ts';

export interface WorkerPlan extends Omit<RegradeRules, 'exercise'> {
  /** An exercise that comes with the grader, or a folder with one: code can't be handed to a thread. */
  exercise: string;
  cwd: string;
}

export type Answer = { regraded: Regraded } | { fault: { code: GraderErrorCode; message: string } };

/** Compiled as this module is, or not. */
const workerModule = new URL(`./regrade-worker${extname(import.meta.filename)}`, import.meta.url);

/** Judges all, in as many threads; what keeps every submission from being judged is thrown: a full disk, or the signal's reason. */
export async function regradeInWorkers(
  turns: readonly RegradeTurn[],
  { plan, threads, signal, onRegraded }: WorkersOptions,
): Promise<void> {
  const open = [...turns];
  const lanes = Array.from({ length: Math.min(threads, turns.length) }, () => runLane(open, plan, signal, onRegraded));
  const ends = await Promise.allSettled(lanes);
  signal.throwIfAborted();
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}

export interface WorkersOptions {
  plan: WorkerPlan;
  threads: number;
  signal: AbortSignal;
  onRegraded: (regraded: Regraded) => void;
}

async function runLane(
  open: RegradeTurn[],
  plan: WorkerPlan,
  signal: AbortSignal,
  onRegraded: WorkersOptions['onRegraded'],
): Promise<void> {
  await using thread = startThread(plan);
  for (let turn = open.shift(); turn !== undefined; turn = open.shift()) {
    const answer = await thread.ask(turn, signal);
    if ('fault' in answer) {
      // Nobody else needs to try.
      open.length = 0;
      throw new GraderError(answer.fault.code, answer.fault.message);
    }
    onRegraded(answer.regraded);
  }
}

interface Thread extends AsyncDisposable {
  ask(turn: RegradeTurn, signal: AbortSignal): Promise<Answer>;
}

function startThread(plan: WorkerPlan): Thread {
  const worker = new Worker(workerModule, { workerData: plan });
  return {
    ask: async (turn, signal) => {
      worker.postMessage(turn);
      const answer: Answer = (await once(worker, 'message', { signal }))[0];
      return answer;
    },
    [Symbol.asyncDispose]: async () => {
      await worker.terminate();
    },
  };
}
