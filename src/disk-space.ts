import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';

export interface FreeSpace {
  readonly bytes: number;
  /** That can still be made; null where the file system counts none. */
  readonly files: number | null;
}

/** What this user may still write at a path, by the nearest folder of it that is there; null where nobody knows. */
export function freeSpace(path: string): FreeSpace | null {
  try {
    const { bavail, bsize, files, ffree } = statfsSync(path);
    return { bytes: bavail * bsize, files: files === 0 ? null : ffree };
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return isMissing && dirname(path) !== path ? freeSpace(dirname(path)) : null;
  }
}

/** Whether the system refused for want of room: the disk is full, or a quota is used up. */
export function isForWantOfSpace(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && (cause.code === 'ENOSPC' || cause.code === 'EDQUOT');
}

/** `, 0.3 MiB are left there`, to go on a sentence with; empty where nobody knows. */
export function saySpaceLeft(path: string): string {
  const space = freeSpace(path);
  return space === null ? '' : `, ${inMib(space.bytes)} are left there`;
}

/** `0.3 MiB` */
export function inMib(bytes: number): string {
  const mib = bytes / 1024 / 1024;
  return `${mib < 10 ? mib.toFixed(1) : Math.round(mib)} MiB`;
}
