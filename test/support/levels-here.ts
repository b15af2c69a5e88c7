import { bareIsolation } from '../../src/isolation/bare.ts';
import type { Isolation } from '../../src/isolation/enclosure.ts';
import { probeBubblewrap, probeDocker } from '../../src/isolation/probe.ts';
import type { Level } from './hostile-cases.ts';

/** The levels at which this machine can run submissions, and how. */
export async function levelsHere(): Promise<ReadonlyMap<Level, Isolation>> {
  const isRoot = process.getuid?.() === 0;
  const [inBubblewrap, inDocker] = [await probeBubblewrap(), await probeDocker()];
  return new Map<Level, Isolation>([
    ['none', bareIsolation('none', 'the-graders')],
    ['process', bareIsolation('process', 'the-graders')],
    ...(isRoot ? [['process-own-user', bareIsolation('process', 'theirs')] as const] : []),
    ...(inBubblewrap.state === 'works' ? [['bubblewrap', inBubblewrap.isolation] as const] : []),
    ...(inDocker.state === 'works' ? [['docker', inDocker.isolation] as const] : []),
  ]);
}
