import type { Level } from './hostile-cases.ts';

/** The levels at which this machine can run submissions. */
export async function levelsHere(): Promise<readonly Level[]> {
  return ['process'];
}
