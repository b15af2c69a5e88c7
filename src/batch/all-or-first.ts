import { setMaxListeners } from 'node:events';

/** Does something with each of some at the same time. Waits for all to end, and ends the others where one throws. */
export async function allOrFirst<Each>(
  some: readonly Each[],
  given: AbortSignal,
  run: (each: Each, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const others = new AbortController();
  const signal = AbortSignal.any([given, others.signal]);
  // Each listens to it more than once, and there may be many.
  setMaxListeners(0, given, signal);
  const ends = some.map(async (each) => {
    try {
      await run(each, signal);
    } catch (error) {
      others.abort(error);
    }
  });
  await Promise.all(ends);
  signal.throwIfAborted();
}
