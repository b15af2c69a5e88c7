import { constants } from 'node:os';
import type { ProgramExit } from './enclosure.ts';

const signalNames = new Map(Object.entries(constants.signals).map(([name, number]) => [number, name]));

/**
 * How a program ended that is told of as a shell does: 128 and its number for a signal. So may a program end by itself that has a
 * handler for SIGTERM.
 */
export function asProgramExit(told: ProgramExit, handles: 'sigterm' | 'nothing'): ProgramExit {
  const name = told.code === null ? undefined : signalNames.get(told.code - 128);
  if (name === undefined || (name === 'SIGTERM' && handles === 'sigterm')) return told;
  return { code: null, signal: name };
}
