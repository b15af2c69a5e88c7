/**
 * The compiler is one process for the programs of all submissions. A file that is nested more deeply than its stack is deep ends it,
 * and with it everything under way; others keep it busy for hours. So what was cut off is begun again while nothing else is under
 * way, and what is cut off then as well is to blame.
 */
import type { ConfineTool } from '../language.ts';
import { type Compiler, compilerIn, giveUpCompiler } from './compiler.ts';

export type Compilation<T> = (compiler: Compiler) => Promise<T>;

/** For what takes a tenth of a second. */
const limitMs = 20_000;

/** Those that share a compiler. */
interface Workshop {
  readonly confineTool: ConfineTool;
  readonly underWay: Set<Promise<unknown>>;
  /** Aborted when the compiler that they all wait for ends. */
  life: AbortController;
  /** Settles when nothing is tried alone any more, of what waits for that by now. */
  alone: Promise<unknown>;
  waitingToBeAlone: number;
}

const workshops = new WeakMap<ConfineTool, Workshop>();

/** What came of a compilation, or `cut-off` where the compiler can't come to an end with it. */
export async function compile<T>(confineTool: ConfineTool, compilation: Compilation<T>): Promise<T | 'cut-off'> {
  const workshop = workshopOf(confineTool);
  while (workshop.waitingToBeAlone > 0) await workshop.alone;
  const first = attempt(workshop, compilation);
  workshop.underWay.add(first);
  const outcome = await first.finally(() => workshop.underWay.delete(first));
  return outcome === 'cut-off' ? tryAlone(workshop, compilation) : outcome;
}

function workshopOf(confineTool: ConfineTool): Workshop {
  const workshop = workshops.get(confineTool) ?? {
    confineTool,
    underWay: new Set(),
    life: new AbortController(),
    alone: Promise.resolve(),
    waitingToBeAlone: 0,
  };
  workshops.set(confineTool, workshop);
  return workshop;
}

function tryAlone<T>(workshop: Workshop, compilation: Compilation<T>): Promise<T | 'cut-off'> {
  workshop.waitingToBeAlone += 1;
  const trial = workshop.alone.then(async () => {
    await Promise.allSettled(workshop.underWay);
    return attempt(workshop, compilation);
  });
  const over = () => {
    workshop.waitingToBeAlone -= 1;
  };
  workshop.alone = trial.then(over, over);
  return trial;
}

async function attempt<T>(workshop: Workshop, compilation: Compilation<T>): Promise<T | 'cut-off'> {
  const compiler = await compilerIn(workshop.confineTool);
  const { life } = workshop;
  const end = async (): Promise<void> => {
    if (life.signal.aborted) return;
    workshop.life = new AbortController();
    await giveUpCompiler(workshop.confineTool, compiler);
    life.abort();
  };
  const timer = setTimeout(end, limitMs);
  const settled = new AbortController();
  try {
    return await Promise.race([compilation(compiler), endOf(life.signal, settled.signal)]);
  } catch (error) {
    if (!isEndOfCompiler(error)) throw error;
    await end();
    return 'cut-off';
  } finally {
    clearTimeout(timer);
    settled.abort();
  }
}

function endOf(life: AbortSignal, settled: AbortSignal): Promise<'cut-off'> {
  return new Promise((resolve) => {
    if (life.aborted) resolve('cut-off');
    else life.addEventListener('abort', () => resolve('cut-off'), { once: true, signal: settled });
  });
}

const ends = /The service (?:was stopped|is no longer running)/;

function isEndOfCompiler(error: unknown): boolean {
  return error instanceof Error && ends.test(error.message);
}
