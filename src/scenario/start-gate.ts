import { availableParallelism } from 'node:os';

/**
 * A program is never as busy as when it starts. Where many are to be started at once, each would only be slow for longer: the
 * gate lets in a few at a time, in the order in which they came.
 */
export interface StartGate {
  /** Resolves when it is somebody's turn, who then disposes of it when the program has started. */
  enter(): Promise<Disposable>;
}

/** Whoever has not started within this time lets the next one in. */
const mostMs = 2_000;

/** Half of the time that a start takes it waits, for its walls and for the grader: with two for each core all are busy (`npm run bench:class`). */
const placesPerCore = 2;

/** Fits this machine. */
export function openMachineStartGate(): StartGate {
  return openStartGate(placesPerCore * availableParallelism());
}

export function openStartGate(places: number): StartGate {
  const waiting: (() => void)[] = [];
  let free = places;

  const leave = () => {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  };
  const pass = (): Disposable => {
    let isIn = true;
    const leaveOnce = () => {
      if (!isIn) return;
      isIn = false;
      clearTimeout(timer);
      leave();
    };
    const timer = setTimeout(leaveOnce, mostMs);
    return { [Symbol.dispose]: leaveOnce };
  };
  return {
    enter: () => {
      if (free === 0) return new Promise((resolve) => waiting.push(() => resolve(pass())));
      free -= 1;
      return Promise.resolve(pass());
    },
  };
}
