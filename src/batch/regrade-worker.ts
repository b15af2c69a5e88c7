/** The thread of a worker that judges submissions again, one after another. */
import { parentPort, workerData } from 'node:worker_threads';
import { findExercise } from '../exercises/find-exercise.ts';
import { GraderError } from '../grader-error.ts';
import { type RegradeTurn, regradeOne } from './regrade-one.ts';
import type { Answer, WorkerPlan } from './regrade-workers.ts';

const plan: WorkerPlan = workerData;
const exercise = await findExercise(plan.exercise, plan.cwd);

parentPort?.on('message', async (turn: RegradeTurn) => {
  parentPort?.postMessage(await answerTo(turn));
});

async function answerTo(turn: RegradeTurn): Promise<Answer> {
  try {
    return { regraded: await regradeOne(turn, { ...plan, exercise }) };
  } catch (error) {
    // An error loses its class and its code on the way to another thread.
    if (error instanceof GraderError) return { fault: { code: error.code, message: error.message } };
    throw error;
  }
}
