import { constants } from 'node:os';
import type { ProgramExit } from './enclosure.ts';

const signalNames = new Map(Object.entries(constants.signals).map(([name, number]) => [number, name]));

/** How a program ended that is told of as a shell does what a signal ended, and as programs do that mean the same. */
export function asProgramExit(told: ProgramExit): ProgramExit {
  const name = told.code === null ? undefined : signalNames.get(told.code - 128);
  return name === undefined ? told : { ...told, code: null, signal: name };
}
