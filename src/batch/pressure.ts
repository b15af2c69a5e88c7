import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/** How much more there is to run on this machine than it can. */
export interface Pressure extends Disposable {
  /** Processes that run or could, for each core, over the last second or two; null where the system does not say. */
  runnablePerCore(): number | null;
}

const sampleMs = 100;
/** Of the samples, the weight that a new one has. */
const weight = 0.1;

/** From Linux's own count. */
export function watchPressure(): Pressure {
  const cores = availableParallelism();
  let average = runnable();
  const timer = setInterval(() => {
    const now = runnable();
    if (now !== null) average = average === null ? now : average + weight * (now - average);
  }, sampleMs);
  timer.unref();
  return {
    runnablePerCore: () => (average === null ? null : average / cores),
    [Symbol.dispose]: () => clearInterval(timer),
  };
}

/** This process, which asks, is one of them. */
function runnable(): number | null {
  try {
    const [, count] = /^procs_running (\d+)$/m.exec(readFileSync('/proc/stat', 'utf8')) ?? [];
    return count === undefined ? null : Math.max(Number(count) - 1, 0);
  } catch {
    return null;
  }
}
