import { Stopped } from './stop.ts';
import type { Surroundings } from './surroundings.ts';

/** The result of a batch; where a signal ended it, how it is gone on with is said on standard error. */
export async function tellHowToResume<Result>(
  batch: Promise<Result>,
  { signal, stderr }: Surroundings,
): Promise<Result> {
  try {
    return await batch;
  } catch (error) {
    if (signal.reason instanceof Stopped)
      stderr.write('What is graded stays: the same command with --resume goes on with the rest.\n');
    throw error;
  }
}
