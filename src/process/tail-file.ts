import { closeSync, openSync, readSync, watch } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** Follows a file as it grows. */
export interface Tail extends Disposable {
  /** Begins to follow, in a later turn of the event loop. */
  follow(): void;
  /** Reads what the file holds by now, and follows it no longer. */
  finish(): Promise<void>;
}

/** Read in one turn of the event loop, so that a flood leaves room for everything else. */
const slice = Buffer.alloc(64 * 1024);

/**
 * A file system that tells nobody of changes (some network and container ones) is looked at this often. Where the
 * system tells, as it does for a local folder, this finds nothing new.
 */
const lookAgainMs = 500;

/** Tails a file from its beginning. `read` gets each chunk, valid only during the call, and says whether it wants more. */
export function tailFile(path: string, read: (chunk: Uint8Array) => 'more' | 'enough'): Tail {
  const file = openSync(path, 'r');
  let position = 0;
  let appetite: 'more' | 'enough' = 'more';
  let pending: NodeJS.Immediate | undefined;
  let stopWatching = (): void => {};

  /** Whether there may be more to read at once. */
  const readSlice = (): boolean => {
    if (appetite === 'enough') return false;
    const length = readSync(file, slice, 0, slice.length, position);
    if (length === 0) return false;
    position += length;
    appetite = read(slice.subarray(0, length));
    return length === slice.length;
  };
  const look = (): void => {
    pending ??= setImmediate(() => {
      pending = undefined;
      if (readSlice()) look();
    });
  };
  const stop = (): void => {
    stopWatching();
    clearImmediate(pending);
  };

  return {
    follow() {
      const watcher = watch(path, look).on('error', () => watcher.close());
      const timer = setInterval(look, lookAgainMs).unref();
      stopWatching = () => {
        watcher.close();
        clearInterval(timer);
      };
      look();
    },
    async finish() {
      stop();
      while (readSlice()) await nextTurn();
    },
    [Symbol.dispose]() {
      stop();
      closeSync(file);
    },
  };
}
