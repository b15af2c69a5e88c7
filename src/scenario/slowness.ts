/** How slow this machine is, right now, for what a grading asks of it: starting programs. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** What an empty program takes from its start to its end on a machine for which the deadlines are as they stand. */
const unhurriedMs = 150;

export interface Slowness {
  /** What an empty program took. */
  emptyProgramMs: number;
  /** How many times longer than it may: 1 on any machine that is fast enough, never less. */
  factor: number;
}

/** The better of two: the first one may have been read from the disk. */
export async function measureSlowness(): Promise<Slowness> {
  const emptyProgramMs = Math.min(await runEmptyProgram(), await runEmptyProgram());
  return { emptyProgramMs: Math.round(emptyProgramMs), factor: slownessFactor(emptyProgramMs) };
}

/** So long a measurement stands for the moment: the machine doesn't change faster. */
const freshMs = 1_000;

/** Measures once at a time: whoever asks while that is under way, or right after it, is told the same. */
export function slownessMeter(): () => Promise<Slowness> {
  let last: { measured: Promise<Slowness>; untilMs: number } | null = null;
  return () => {
    if (last && performance.now() < last.untilMs) return last.measured;
    const current = { measured: measureSlowness(), untilMs: Number.POSITIVE_INFINITY };
    const expire = () => {
      current.untilMs = performance.now() + freshMs;
    };
    current.measured.then(expire, expire);
    last = current;
    return current.measured;
  };
}

/** In tenths. */
export function slownessFactor(emptyProgramMs: number): number {
  const factor = Math.round((10 * emptyProgramMs) / unhurriedMs) / 10;
  return Math.max(factor, 1);
}

async function runEmptyProgram(): Promise<number> {
  const beganMs = performance.now();
  await promisify(execFile)(process.execPath, ['-e', '0']);
  return performance.now() - beganMs;
}
