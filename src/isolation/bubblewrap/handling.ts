/**
 * bubblewrap stays with what it started: a process that waits, below it the first of a table of its own, below that a shell, below that
 * the program.
 */
import { setTimeout as passes } from 'node:timers/promises';
import type { Handling } from '../enclosure.ts';
import { killGroup, signal } from '../process-group.ts';
import { isThere, oldestChildOf } from '../process-table.ts';
import { asProgramExit } from '../told-exit.ts';

export function handlingInBubblewrap(): Handling {
  /** The first of its process table: with it all of them end. */
  let first: number | null = null;

  const programPid = (startedPid: number) => {
    first ??= oldestChildOf(startedPid);
    const shell = first === null ? null : oldestChildOf(first);
    return shell === null ? null : oldestChildOf(shell);
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
    exitOf: asProgramExit,
    async gone() {
      for (let waitedMs = 0; first !== null && isThere(first) && waitedMs < goneLimitMs; waitedMs += lookAgainMs) {
        await passes(lookAgainMs);
      }
      return first === null || isThere(first) ? 'strays-possible' : 'none';
    },
  };
}

const lookAgainMs = 5;

/** What the kernel does not end in this time waits for a disk, and does nothing more. */
const goneLimitMs = 5_000;
