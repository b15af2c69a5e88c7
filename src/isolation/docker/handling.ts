/** A container has a process that waits, the first of its table, and below it the program. */
import type Docker from 'dockerode';
import { answered } from '../../docker/answered.ts';
import { removeFully } from '../../docker/container-labels.ts';
import type { Handling } from '../enclosure.ts';
import { signal } from '../process-group.ts';
import { isInGroup, oldestChildOf } from '../process-table.ts';
import { asProgramExit } from '../told-exit.ts';
import { isRoot } from '../unprivileged-user.ts';
import { type Failure, orFail } from './failure.ts';
import { sendSignal } from './send-signal.ts';

/** `first` is the id of that process where the daemon is; `fail` is told where the daemon does not do what it is asked. */
export function handlingInContainer(container: Docker.Container, first: number, fail: Failure['fail']): Handling {
  let hasEnded = false;

  /** Only where this machine is the daemon's, with the same table of processes; and unless it is root, others' are not for the grader. */
  const isReachable = () => isRoot() && isInGroup(first, container.id);
  return {
    programPid: () => (isReachable() ? oldestChildOf(first) : null),
    terminate: () => sendSignal(container, 'SIGTERM', fail),
    kill() {
      if (hasEnded) return;
      // The daemon takes its time, in which the program goes on.
      if (isReachable()) signal(first, 'SIGKILL');
      sendSignal(container, 'SIGKILL', fail);
    },
    exitOf(told) {
      hasEnded = true;
      return asProgramExit(told);
    },
    async gone() {
      await orFail(answered(removeFully(container)), fail);
      return 'none';
    },
  };
}
