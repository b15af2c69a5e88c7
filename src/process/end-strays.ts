import { setTimeout as passes } from 'node:timers/promises';
import type { ProcessEvent } from '../evidence/observation.ts';
import type { ProcessEntry } from './process-table.ts';

/** Nobody waits longer than that for processes which a program has left behind. */
const patienceMs = 2_000;
const lookAgainMs = 5;

/**
 * Kills what a program has sent out of its group and left behind, until nothing of it lives or the time is up; what
 * there was, or null where there was nothing.
 */
export async function endStrays(
  living: () => readonly ProcessEntry[],
): Promise<Extract<ProcessEvent, { type: 'left-behind' }> | null> {
  const ended = new Set<number>();
  const deadlineMs = performance.now() + patienceMs;
  for (;;) {
    const strays = living();
    for (const { pid } of strays) {
      ended.add(pid);
      kill(pid);
    }
    if (strays.length === 0 || performance.now() > deadlineMs) {
      if (ended.size === 0) return null;
      return { source: 'process', type: 'left-behind', processes: ended.size, alive: strays.length };
    }
    await passes(lookAgainMs);
  }
}

/** One that has gone meanwhile is what was wanted; one that is somebody else's by now is told by `alive`. */
function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code !== 'ESRCH' && code !== 'EPERM') throw error;
  }
}
