import { reasonOf } from '../../docker/find-docker.ts';
import { GraderError } from '../../grader-error.ts';

/** What becomes of programs when Docker no longer does its part: nothing more is known of them. */
export interface Failure {
  readonly failed: Promise<never>;
  /** NO_ISOLATION with that cause; the first one is what `failed` rejects with. */
  fail(cause: unknown): GraderError;
}

export function openFailure(): Failure {
  let reject = (_: GraderError): void => {};
  const failed = new Promise<never>((_, rejectIt) => {
    reject = rejectIt;
  });
  // Whoever waits for it learns of it.
  failed.catch(() => {});
  return {
    failed,
    fail(cause) {
      const error = new GraderError(
        'NO_ISOLATION',
        `Docker, where programs run, does not do its part: ${reasonOf(cause)}`,
        {
          cause,
        },
      );
      reject(error);
      return error;
    },
  };
}

/** What Docker is asked to do, and does, or has failed. */
export async function orFail<T>(request: Promise<T>, fail: Failure['fail']): Promise<T> {
  try {
    return await request;
  } catch (error) {
    throw fail(error);
  }
}
