import { setTimeout as passes } from 'node:timers/promises';

const answerLimitMs = 30_000;

/** What a daemon is asked that has no reason to take long. One that is gone may leave a request without any answer. */
export async function answered<T>(request: Promise<T>): Promise<T> {
  const isAnswered = new AbortController();
  const late = passes(answerLimitMs, undefined, { signal: isAnswered.signal }).then((): never => {
    throw new Error(`the Docker daemon has not answered for ${answerLimitMs / 1000} seconds`);
  });
  // Aborted, it is of no interest.
  late.catch(() => {});
  try {
    return await Promise.race([request, late]);
  } finally {
    isAnswered.abort();
  }
}
