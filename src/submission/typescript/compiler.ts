/**
 * esbuild is one process for the programs of all submissions. A file that is nested more deeply than its stack is deep ends that
 * process, and with it everything under way; others keep it busy for hours. So what was cut off is begun again while nothing else
 * is under way, and what is cut off then as well is to blame.
 */
import { stop } from 'esbuild';

/** For what takes a tenth of a second. */
const compilationLimitMs = 20_000;

/** The compiler ended, or was ended, in the middle of something. */
class CompilerEnded extends Error {
  override readonly name = 'CompilerEnded';
}

let life = new AbortController();

/** What esbuild was asked for; rejects when the compiler ends, of which esbuild itself does not always tell. */
export async function underWay<T>(asked: Promise<T>): Promise<T> {
  const { signal } = life;
  let giveUp = () => {};
  const ended = new Promise<never>((_, reject) => {
    giveUp = () => reject(new CompilerEnded('The compiler ended.'));
    signal.addEventListener('abort', giveUp, { once: true });
  });
  try {
    return await Promise.race([asked, ended]);
  } catch (error) {
    if (!isEnd(error)) throw error;
    if (!signal.aborted) endCompiler();
    throw new CompilerEnded('The compiler ended.', { cause: error });
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}

/** Everything under way rejects; what is asked for next has a new compiler. */
function endCompiler(): void {
  const ended = life;
  life = new AbortController();
  void stop();
  ended.abort();
}

const endOfService = /The service (?:was stopped|is no longer running)/;

function isEnd(error: unknown): boolean {
  return error instanceof CompilerEnded || (error instanceof Error && endOfService.test(error.message));
}

const compilations = new Set<Promise<unknown>>();
let retrials = Promise.resolve();
let retrialsToCome = 0;

/** What came of a compilation, or `cut-off` where the compiler can't come to an end with it. */
export async function compile<T>(compilation: () => Promise<T>): Promise<T | 'cut-off'> {
  while (retrialsToCome > 0) await retrials;
  const first = attempt(compilation);
  compilations.add(first);
  const outcome = await first.finally(() => compilations.delete(first));
  return outcome === 'cut-off' ? tryAlone(compilation) : outcome;
}

function tryAlone<T>(compilation: () => Promise<T>): Promise<T | 'cut-off'> {
  retrialsToCome += 1;
  const retrial = retrials.then(async () => {
    await Promise.allSettled(compilations);
    return attempt(compilation);
  });
  const over = () => {
    retrialsToCome -= 1;
  };
  retrials = retrial.then(over, over);
  return retrial;
}

async function attempt<T>(compilation: () => Promise<T>): Promise<T | 'cut-off'> {
  const { signal } = life;
  const timer = setTimeout(() => {
    if (!signal.aborted) endCompiler();
  }, compilationLimitMs);
  try {
    return await compilation();
  } catch (error) {
    if (!isEnd(error)) throw error;
    return 'cut-off';
  } finally {
    clearTimeout(timer);
  }
}
