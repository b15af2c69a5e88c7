/** Repeats `work` at a steady pace; ends with its owner, or with the first failure, which its owner then meets. */
export function keepGoing(work: () => Promise<void>, everyMs: number): AsyncDisposable {
  let stopped = false;
  let wake = () => {};
  const loop = async () => {
    while (!stopped) {
      await work();
      if (stopped) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, everyMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };
  const done = loop();
  done.catch(() => {});
  return {
    [Symbol.asyncDispose]: async () => {
      stopped = true;
      wake();
      await done;
    },
  };
}
