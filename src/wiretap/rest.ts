/** A time in which nothing is read, after more was read than may be. Disposing ends it without calling back. */
export interface Rest extends Disposable {
  readonly isOn: boolean;
  /** Begins anew unless there is nothing to wait for; says whether a rest is on. */
  begin(waitMs: number): boolean;
}

/** Calls back when a rest is over. */
export function openRest(onEnd: () => void): Rest {
  let timer: NodeJS.Timeout | null = null;
  const end = () => {
    if (timer) clearTimeout(timer);
    timer = null;
  };
  return {
    get isOn() {
      return timer !== null;
    },
    begin(waitMs) {
      if (waitMs > 0) {
        end();
        timer = setTimeout(() => {
          end();
          onEnd();
        }, waitMs);
      }
      return timer !== null;
    },
    [Symbol.dispose]: end,
  };
}
