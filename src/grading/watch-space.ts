/**
 * Whether there is room where student programs write. What a program prints goes to a file, and on a full disk it is lost, so
 * that a right consumer looks like one that does not print. So a grading ends while there is still some room: by then nothing
 * can have been lost.
 */
import { freeSpace, inMib } from '../disk-space.ts';
import { GraderError } from '../grader-error.ts';
import type { Pace } from '../scenario/pace.ts';
import type { Life } from './life.ts';

/** More than programs can write between two looks. */
const leastFreeBytes = 64 * 1024 * 1024;
const leastFreeFiles = 1_000;

/** Looks at every tick, and ends the life where there is no room any more. */
export function watchSpace(folder: string, pace: Pace, life: Life): Disposable {
  return pace.onTick(() => {
    const fault = lackOfSpace(folder);
    if (fault) life.end(fault);
  });
}

/** Throws DISK_FULL where there is too little room to begin with, or left. */
export function requireSpace(folder: string): void {
  const fault = lackOfSpace(folder);
  if (fault) throw fault;
}

function lackOfSpace(folder: string): GraderError | null {
  const space = freeSpace(folder);
  if (space === null) return null;
  const { bytes, files } = space;
  if (bytes < leastFreeBytes) return tooFull(folder, `${inMib(bytes)} are left`, inMib(leastFreeBytes));
  if (files !== null && files < leastFreeFiles)
    return tooFull(folder, `${files} files can be made`, `${leastFreeFiles}`);
  return null;
}

function tooFull(folder: string, left: string, needed: string): GraderError {
  return new GraderError(
    'DISK_FULL',
    [
      `The disk is full where programs run: ${left} in ${folder}, ${needed} are needed.`,
      '  What programs print is written there and would be lost. Free some space, or set TMPDIR to a folder with more.',
    ].join('\n'),
  );
}
