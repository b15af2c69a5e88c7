/**
 * How time passes for this process. A deadline is kept in *fair* time: a tick that came late counts only for what a tick
 * on time would have, so that a machine that stands still, or gives the grader no CPU, uses up nobody's deadline. And where
 * the machine is slow, whoever is waited for is slow too: fair time passes more slowly by the same factor.
 */
const tickMs = 100;
const fairTickMs = 2 * tickMs;

/** Nobody is waited for longer than so many times as long. */
export const mostSlowness = 4;

/** What a machine that is slower than that doesn't show, even in that time, proves nothing. */
export const tooSlow = 10;

export interface Pace extends Disposable {
  /** Monotonic milliseconds, from `beginsAtMs` when the pace was set: the scale of an observation's `atMs`. */
  nowMs(): number;
  /** Of those, the ones in which the ticks came on time. */
  punctualMs(): number;
  /** What counts towards deadlines: the punctual time, as the machine's slowness weighs it. */
  fairMs(): number;
  /** So many times as far away deadlines are, at least; from 1. */
  readonly slowness: number;
  onTick(listener: () => void): Disposable;
}

export interface PaceOptions {
  slowness?: number;
  /** Where there is more to tell from before than nothing; 0 where it is not given. */
  beginsAtMs?: number;
  monotonicMs?: () => number;
}

export function setPace({
  slowness: first = 1,
  beginsAtMs = 0,
  monotonicMs = () => performance.now(),
}: PaceOptions = {}): Pace {
  const beganMs = monotonicMs();
  const listeners = new Set<() => void>();
  let lastMs = beganMs;
  let punctualMs = 0;
  const slowness = Math.min(first, mostSlowness);
  const timer = setInterval(() => {
    const nowMs = monotonicMs();
    punctualMs += Math.min(Math.max(nowMs - lastMs, 0), fairTickMs);
    lastMs = nowMs;
    for (const listener of listeners) listener();
  }, tickMs);
  return {
    nowMs: () => beginsAtMs + monotonicMs() - beganMs,
    fairMs: () => punctualMs / slowness,
    punctualMs: () => punctualMs,
    slowness,
    onTick: (listener) => {
      listeners.add(listener);
      return { [Symbol.dispose]: () => listeners.delete(listener) };
    },
    [Symbol.dispose]: () => clearInterval(timer),
  };
}

/**
 * A wait was starved where more than half of its time was not punctual. Up to there the deadline itself makes good for
 * what was lost: it is kept in fair time, and so had come twice as late.
 */
export function wasStarved(waited: { ms: number; punctualMs: number }): boolean {
  return waited.punctualMs < 0.5 * waited.ms - 2 * fairTickMs;
}
