/** What is graded how often under which load, as the command line says it. */
import { statSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';

export interface StabilityOptions {
  folders: readonly string[];
  /** Gradings of each folder. */
  times: number;
  /** Gradings at the same time. */
  jobs: number;
  /** Processes that do nothing but keep a core busy. */
  hogs: number;
  /** What one process holds and touches. */
  memoryMib: number;
  /** How long the broker stands still each time; 0: never. */
  pauseBrokerMs: number;
  pauseEveryMs: number;
}

export class UsageError extends Error {}

const flags = {
  times: { type: 'string', default: '5' },
  matrix: { type: 'boolean', default: false },
  jobs: { type: 'string' },
  hogs: { type: 'string', default: String(cpus().length) },
  'memory-mib': { type: 'string', default: '0' },
  'pause-broker-ms': { type: 'string', default: '0' },
  'every-s': { type: 'string', default: '10' },
} as const;

/** Throws a UsageError, one sentence, where the arguments say nothing that can be done. */
export function readOptions(args: readonly string[], matrix: readonly string[], reference: string): StabilityOptions {
  const { values, positionals } = parsed(args);
  if (values.matrix && positionals.length > 0)
    throw new UsageError('--matrix grades all fixtures: name no folder with it.');
  const pauseBrokerMs = wholeNumber('--pause-broker-ms', values['pause-broker-ms'], 0);
  const pauseEveryMs = 1000 * wholeNumber('--every-s', values['every-s'], 1);
  if (pauseBrokerMs >= pauseEveryMs) {
    throw new UsageError(`--pause-broker-ms ${pauseBrokerMs} must be shorter than --every-s ${pauseEveryMs / 1000}.`);
  }
  return {
    folders: values.matrix ? matrix : positionals.length > 0 ? positionals.map(requireFolder) : [reference],
    times: wholeNumber('--times', values.times, 1),
    jobs: wholeNumber('--jobs', values.jobs ?? (values.matrix ? '4' : '1'), 1),
    hogs: wholeNumber('--hogs', values.hogs, 0),
    memoryMib: wholeNumber('--memory-mib', values['memory-mib'], 0),
    pauseBrokerMs,
    pauseEveryMs,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: flags, allowPositionals: true });
  } catch (error) {
    const [said] = (error instanceof Error ? error.message : String(error)).split(/\.(?:\s|$)/);
    const names = Object.keys(flags).map((name) => `--${name}`);
    throw new UsageError(`${said}; options are ${names.join(', ')}.`);
  }
}

function wholeNumber(option: string, text: string, least: number): number {
  if (/^\d{1,9}$/.test(text) && Number(text) >= least) return Number(text);
  throw new UsageError(`${option} must be a whole number from ${least}, not "${text}".`);
}

function requireFolder(path: string): string {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return path;
  throw new UsageError(`There is no folder ${path}.`);
}
