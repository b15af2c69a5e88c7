import { bareIsolation } from '../../src/isolation/bare.ts';
import { bubblewrapIsolation } from '../../src/isolation/bubblewrap/isolation.ts';
import type { Isolation } from '../../src/isolation/enclosure.ts';
import { probeBubblewrap } from '../../src/isolation/probe.ts';
import type { Level } from './hostile-cases.ts';

/** The levels at which this machine can run submissions, and how. */
export async function levelsHere(): Promise<ReadonlyMap<Level, Isolation>> {
  const isRoot = process.getuid?.() === 0;
  return new Map<Level, Isolation>([
    ['none', bareIsolation('none', 'the-graders')],
    ['process', bareIsolation('process', 'the-graders')],
    ...(isRoot ? [['process-own-user', bareIsolation('process', 'theirs')] as const] : []),
    ...((await probeBubblewrap()).state === 'works' ? [['bubblewrap', bubblewrapIsolation] as const] : []),
  ]);
}
