import { bareIsolation } from '../../src/isolation/bare.ts';
import type { Isolation } from '../../src/isolation/enclosure.ts';
import { probeBubblewrap, probeDocker } from '../../src/isolation/probe.ts';
import type { Level } from './hostile-cases.ts';

/** The levels at which this machine can run submissions, and how; of those, the ones that HOSTILE_LEVELS names, where it is set. */
export async function levelsHere(): Promise<ReadonlyMap<Level, Isolation>> {
  const chosen = process.env['HOSTILE_LEVELS']?.split(',');
  const isRoot = process.getuid?.() === 0;
  const [inBubblewrap, inDocker] = [await probeBubblewrap(), await probeDocker()];
  const all: readonly (readonly [Level, Isolation])[] = [
    ['none', bareIsolation('none', 'the-graders')],
    ['process', bareIsolation('process', 'the-graders')],
    ...(isRoot ? [['process-own-user', bareIsolation('process', 'theirs')] as const] : []),
    ...(inBubblewrap.state === 'works' ? [['bubblewrap', inBubblewrap.isolation] as const] : []),
    ...(inDocker.state === 'works' ? [['docker', inDocker.isolation] as const] : []),
  ];
  return new Map(all.filter(([level]) => !chosen || chosen.includes(level)));
}
