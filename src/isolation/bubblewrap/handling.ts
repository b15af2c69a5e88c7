/** bubblewrap stays with what it started: a process that waits, below it the first of a table of its own, below that the program. */
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { setTimeout as passes } from 'node:timers/promises';
import type { Handling } from '../enclosure.ts';
import { killGroup, signal } from '../process-group.ts';

export function handlingInBubblewrap(): Handling {
  /** The first of its process table: with it all of them end. */
  let first: number | null = null;
  let hasHandler = false;

  const programPid = (startedPid: number) => {
    first ??= oldestChildOf(startedPid);
    return first === null ? null : oldestChildOf(first);
  };
  return {
    programPid,
    terminate(startedPid) {
      const pid = programPid(startedPid);
      if (pid === null) return;
      hasHandler = catches(pid, constants.signals.SIGTERM);
      signal(pid, 'SIGTERM');
    },
    kill(startedPid) {
      programPid(startedPid);
      if (first === null) killGroup(startedPid);
      else signal(first, 'SIGKILL');
    },
    // What a signal ended, bubblewrap tells as a shell does; and so may a program that has a handler.
    exitOf({ code, signal: killer }) {
      const name = code === null ? undefined : signalNames.get(code - 128);
      if (name === undefined || (name === 'SIGTERM' && hasHandler)) return { code, signal: killer };
      return { code: null, signal: name };
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

/** Whether the process has a handler for that signal. */
function catches(pid: number, number: number): boolean {
  const [, caught = '0'] = /^SigCgt:\s*([0-9a-f]+)$/m.exec(proc(`${pid}/status`)) ?? [];
  return (BigInt(`0x${caught}`) & (1n << BigInt(number - 1))) !== 0n;
}

/** Empty where there is no such process. */
function proc(file: string): string {
  try {
    return readFileSync(`/proc/${file}`, 'utf8');
  } catch {
    return '';
  }
}

function isThere(pid: number): boolean {
  return proc(`${pid}/stat`) !== '';
}
