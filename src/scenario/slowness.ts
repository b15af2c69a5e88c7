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
