/**
 * Lets a lane begin a submission when the machine has room for one. A submission mostly waits: for rebalances, heartbeats and
 * fetches. So there may be many at a time; where they overload the cores, programs become slow, and what is slow proves less.
 */
import type { Pressure } from './pressure.ts';

export interface Admission extends Disposable {
  /** Resolves when there is room; whoever is in leaves by disposing. Rejects with the signal's reason. */
  admit(signal: AbortSignal): Promise<Disposable>;
}

/** A machine with more to run than that, for each core, takes nobody else in. */
const mostRunnablePerCore = 4;

/** So long somebody who was let in does not show yet in what there is to run. */
const settlingMs = 700;

const lookMs = 100;

/** Somebody is always in, however busy the machine is with other things. Disposing disposes of the pressure too. */
export function openAdmission(pressure: Pressure, nowMs: () => number = () => performance.now()): Admission {
  const waiting = new Set<() => void>();
  let inside = 0;
  let lastMs = Number.NEGATIVE_INFINITY;
  const isRoom = () => {
    const runnable = pressure.runnablePerCore();
    return nowMs() - lastMs >= settlingMs && (runnable === null || runnable <= mostRunnablePerCore);
  };
  const look = () => {
    const [first] = waiting;
    if (!first || (inside > 0 && !isRoom())) return;
    lastMs = nowMs();
    inside += 1;
    first();
  };
  const leave = () => {
    inside -= 1;
    look();
  };
  const timer = setInterval(look, lookMs);
  return {
    admit: (signal) =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted();
        const stop = () => {
          waiting.delete(enter);
          reject(signal.reason);
        };
        const enter = () => {
          waiting.delete(enter);
          signal.removeEventListener('abort', stop);
          resolve({ [Symbol.dispose]: leave });
        };
        signal.addEventListener('abort', stop, { once: true });
        waiting.add(enter);
        look();
      }),
    [Symbol.dispose]: () => {
      clearInterval(timer);
      pressure[Symbol.dispose]();
    },
  };
}
