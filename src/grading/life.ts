import type { GraderError } from '../grader-error.ts';

/** How long something can be graded in: until a fault of the grader's own world ends that. The first fault counts. */
export interface Life {
  readonly fault: GraderError | null;
  /** Resolves with the fault; never rejects. */
  readonly over: Promise<GraderError>;
  end(fault: GraderError): void;
}

/** What is lived in another life ends with it. */
export function beginLife(within?: Life): Life {
  let fault = within?.fault ?? null;
  let tell: (fault: GraderError) => void = () => {};
  const over = new Promise<GraderError>((resolve) => {
    tell = resolve;
  });
  const end = (cause: GraderError) => {
    fault ??= cause;
    tell(fault);
  };
  if (fault) end(fault);
  void within?.over.then(end);
  return {
    get fault() {
      return fault;
    },
    over,
    end,
  };
}

/** Rejects with the fault that ends the life, or as `stopped` does; never resolves. */
export function endOf(life: Life, stopped: Promise<never>): Promise<never> {
  const ended = Promise.race([
    life.over.then((fault): never => {
      throw fault;
    }),
    stopped,
  ]);
  // Whoever waits learns of it; that nobody does is no fault.
  ended.catch(() => {});
  return ended;
}

/** Rejects with the signal's reason; never resolves. */
export function stopOf(signal: AbortSignal): Promise<never> {
  const stopped = new Promise<never>((_, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  stopped.catch(() => {});
  return stopped;
}
