/**
 * How time passes for this process. A deadline is kept in *fair* time: a tick that came late counts only for what a tick
 * on time would have, so that a machine that stands still, or gives the grader no CPU, uses up nobody's deadline.
 */
const tickMs = 100;
const fairTickMs = 2 * tickMs;

export interface Pace extends Disposable {
  /** Monotonic milliseconds since the pace was set. */
  nowMs(): number;
  /** Of those, the ones that count towards deadlines. */
  fairMs(): number;
  onTick(listener: () => void): Disposable;
}

export function setPace(monotonicMs: () => number = () => performance.now()): Pace {
  const beganMs = monotonicMs();
  const listeners = new Set<() => void>();
  let lastMs = beganMs;
  let fairMs = 0;
  const timer = setInterval(() => {
    const nowMs = monotonicMs();
    fairMs += Math.min(Math.max(nowMs - lastMs, 0), fairTickMs);
    lastMs = nowMs;
    for (const listener of listeners) listener();
  }, tickMs);
  return {
    nowMs: () => monotonicMs() - beganMs,
    fairMs: () => fairMs,
    onTick: (listener) => {
      listeners.add(listener);
      return { [Symbol.dispose]: () => listeners.delete(listener) };
    },
    [Symbol.dispose]: () => clearInterval(timer),
  };
}

/**
 * A wait was starved where more than half of its time did not count as fair. Up to there the deadline itself makes good for
 * what was lost: it is kept in fair time, and so had come twice as late.
 */
export function wasStarved(waited: { ms: number; fairMs: number }): boolean {
  return waited.fairMs < 0.5 * waited.ms - 2 * fairTickMs;
}
