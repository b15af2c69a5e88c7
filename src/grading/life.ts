import type { GraderError } from '../grader-error.ts';

/**
 * How long something can be graded in: until a fault of the grader's own world ends that. The first fault counts. A world lives
 * longer than the gradings in it, so nobody waits for its end with a promise, which would keep whatever waits.
 */
export interface Life {
  readonly fault: GraderError | null;
  end(fault: GraderError): void;
  /** Told of the fault once, at once where there is one; until disposed. */
  onEnd(listener: (fault: GraderError) => void): Disposable;
}

export function beginLife(): Life {
  const listeners = new Set<(fault: GraderError) => void>();
  let fault: GraderError | null = null;
  return {
    get fault() {
      return fault;
    },
    end: (cause) => {
      if (fault) return;
      fault = cause;
      for (const listener of listeners) listener(cause);
      listeners.clear();
    },
    onEnd: (listener) => {
      if (fault) listener(fault);
      else listeners.add(listener);
      return { [Symbol.dispose]: () => listeners.delete(listener) };
    },
  };
}

/** It ends with the life around it, until disposed. */
export function beginLifeWithin(around: Life): Life & Disposable {
  const life = beginLife();
  const following = around.onEnd(life.end);
  return {
    get fault() {
      return life.fault;
    },
    end: life.end,
    onEnd: life.onEnd,
    [Symbol.dispose]: () => following[Symbol.dispose](),
  };
}

export interface End extends Disposable {
  /** Rejects with the life's fault or the signal's reason; never resolves. Once disposed of it stays as it is. */
  readonly ended: Promise<never>;
}

/** For whoever has to do with a life that can be stopped as well. */
export function endOf(life: Life, stopped: AbortSignal): End {
  let fail: (reason: unknown) => void = () => {};
  const ended = new Promise<never>((_, reject) => {
    fail = reject;
  });
  // Whoever waits learns of it; that nobody does is no fault.
  ended.catch(() => {});
  const stop = () => fail(stopped.reason);
  const ending = life.onEnd(fail);
  if (stopped.aborted) stop();
  else stopped.addEventListener('abort', stop, { once: true });
  return {
    ended,
    [Symbol.dispose]: () => {
      ending[Symbol.dispose]();
      stopped.removeEventListener('abort', stop);
    },
  };
}
