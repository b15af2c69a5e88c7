/**
 * Whether this process may open the files and sockets that gradings need. Where it may not, the system closes a program's
 * connection as if nobody were there, and the program would be blamed for what comes of that.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { GraderError } from '../grader-error.ts';
import type { Life } from './life.ts';

/** A port, some connections with their counterparts, two files for output: what the hungriest client was seen to need, and more. Kafka itself needs about as many, under the same limit. */
const filesPerSlot = 12;

/** A world that comes closer to the limit than this is at an end. */
const reserve = 32;

const lookMs = 250;

/** Throws OUT_OF_FILES where there are not enough for a world with so many slots, beside what is open already. */
export function requireOpenFiles(slots: number): void {
  const files = lookAtFiles();
  const needed = (files.state === 'known' ? files.open : 0) + slots * filesPerSlot + reserve;
  const fault = lackOfFiles(files, needed);
  if (fault) throw fault;
}

/** Ends the life where there are hardly any left. */
export function watchOpenFiles(life: Life): Disposable {
  const look = () => {
    const files = lookAtFiles();
    const fault = lackOfFiles(files, (files.state === 'known' ? files.open : 0) + reserve);
    if (fault) life.end(fault);
  };
  const timer = setInterval(look, lookMs);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

/** With less, not even the grader's own code can be loaded, and what then fails does not say why. */
const leastLimit = 200;

/** OUT_OF_FILES for what goes wrong where no more can be opened; null for anything else. */
export function outOfFiles(error: unknown): GraderError | null {
  return isForWantOfFiles(error) ? noneLeft() : lackOfFiles(lookAtFiles(), leastLimit);
}

/** What this process has open, of what it may; only Linux tells. */
type Files = { state: 'known'; open: number; limit: number } | { state: 'none-left' } | { state: 'unknown' };

function lookAtFiles(): Files {
  try {
    const [, soft] = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
    if (soft === undefined) return { state: 'unknown' };
    return { state: 'known', open: readdirSync('/proc/self/fd').length, limit: Number(soft) };
  } catch (error) {
    return { state: isForWantOfFiles(error) ? 'none-left' : 'unknown' };
  }
}

function lackOfFiles(files: Files, needed: number): GraderError | null {
  switch (files.state) {
    case 'known':
      if (needed <= files.limit) return null;
      return tooFew(`${files.limit} files and sockets may be open at a time, and ${needed} are needed`, needed);
    case 'none-left':
      return noneLeft();
    case 'unknown':
      return null;
  }
}

function isForWantOfFiles(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return code === 'EMFILE' || code === 'ENFILE';
}

const advisedLimit = 4_096;

function noneLeft(): GraderError {
  return tooFew('no more files and sockets may be opened', advisedLimit);
}

function tooFew(what: string, needed: number): GraderError {
  const limit = Math.max(advisedLimit, 2 ** Math.ceil(Math.log2(needed)));
  return new GraderError(
    'OUT_OF_FILES',
    `The grader can't go on: ${what}.\n  Raise the limit (\`ulimit -n ${limit}\`), or grade fewer submissions at a time.`,
  );
}
