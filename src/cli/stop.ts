const exitCodes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;
type StopSignal = keyof typeof exitCodes;

/** Why a run ended before it was done: somebody sent a signal. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
  readonly signal: StopSignal;

  constructor(signal: StopSignal) {
    super(`Stopped by ${signal}.`);
    this.signal = signal;
  }

  /** As a shell reports a program that the signal ended. */
  get exitCode(): number {
    return exitCodes[this.signal];
  }
}

/** Time for processes, broker and files to be disposed of, after which the grader ends without them. */
const disposalLimitMs = 20_000;

/**
 * Turns signals, and faults that nobody awaited, into one abort of the run, which then disposes of all that it owns.
 * The first cause wins: a further signal would only leave behind what is being disposed of.
 */
export function listenForStop(process: NodeJS.Process): { readonly signal: AbortSignal } & Disposable {
  const controller = new AbortController();
  let deadline: NodeJS.Timeout | null = null;

  const stop = (reason: unknown, exitCode: number) => {
    deadline ??= setTimeout(() => process.exit(exitCode), disposalLimitMs).unref();
    controller.abort(reason);
  };
  const onSignal = (signal: StopSignal) => {
    if (controller.signal.aborted) {
      process.stderr.write(`Still ending what was started; that takes ${disposalLimitMs / 1000} s at most.\n`);
    }
    stop(new Stopped(signal), exitCodes[signal]);
  };
  const onFault = (fault: unknown) => stop(fault, 2);

  process.on('SIGINT', onSignal).on('SIGTERM', onSignal).on('SIGHUP', onSignal);
  process.on('unhandledRejection', onFault).on('uncaughtException', onFault);
  return {
    signal: controller.signal,
    [Symbol.dispose]: () => {
      if (deadline) clearTimeout(deadline);
      process.off('SIGINT', onSignal).off('SIGTERM', onSignal).off('SIGHUP', onSignal);
      process.off('unhandledRejection', onFault).off('uncaughtException', onFault);
    },
  };
}
