/** A program that is started as itself, the leader of a process group. */
import type { Handling } from './enclosure.ts';

export const asProcessGroup: Handling = {
  programPid: (startedPid) => startedPid,
  terminate: (startedPid) => signal(startedPid, 'SIGTERM'),
  kill: killGroup,
  exitOf: (exit) => exit,
  gone: async () => 'strays-possible',
};

export function killGroup(leader: number): void {
  signal(-leader, 'SIGKILL');
}

/** That it has ended, or a group has no members, is no fault. */
export function signal(pid: number, name: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
