/** bubblewrap stays with what it started: a process that waits, below it the first of a table of its own, below that the program. */
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { setTimeout as passes } from 'node:timers/promises';
import type { Handling } from '../enclosure.ts';
import { killGroup, signal } from '../process-group.ts';

export function handlingInBubblewrap(): Handling {
  /** The first of its process table: with it all of them end. */
  let first: number | null = null;

  const programPid = (startedPid: number) => {
    first ??= oldestChildOf(startedPid);
    return first === null ? null : oldestChildOf(first);
  };
  return {
    programPid,
    terminate(startedPid) {
      const pid = programPid(startedPid);
      if (pid !== null) signal(pid, 'SIGTERM');
    },
    kill(startedPid) {
      programPid(startedPid);
      if (first === null) killGroup(startedPid);
      else signal(first, 'SIGKILL');
    },
    // What a signal ended, bubblewrap tells as a shell does, and as programs do that mean the same.
    exitOf({ code, signal: killer }) {
      const name = code === null ? undefined : signalNames.get(code - 128);
      return name === undefined ? { code, signal: killer } : { code: null, signal: name };
    },
    async gone() {
      for (let waitedMs = 0; first !== null && isThere(first) && waitedMs < goneLimitMs; waitedMs += lookAgainMs) {
        await passes(lookAgainMs);
      }
    },
  };
}

const lookAgainMs = 5;

/** What the kernel does not end in this time waits for a disk, and does nothing more. */
const goneLimitMs = 5_000;

const signalNames = new Map(Object.entries(constants.signals).map(([name, number]) => [number, name]));

function oldestChildOf(pid: number): number | null {
  const [oldest] = proc(`${pid}/task/${pid}/children`).split(' ');
  return oldest ? Number(oldest) : null;
}

/** Empty where there is no such process. */
function proc(file: string): string {
  try {
    return readFileSync(`/proc/${file}`, 'utf8');
  } catch {
    return '';
  }
}

/** One that has ended and waits for its parent to hear of it does nothing more. */
function isThere(pid: number): boolean {
  const [, state] = /^\d+ \(.*\) (\S)/s.exec(proc(`${pid}/stat`)) ?? [];
  return state !== undefined && state !== 'Z' && state !== 'X';
}
