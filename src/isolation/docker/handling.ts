/** A container has a process that waits, the first of its table, and below it the program. */
import { constants } from 'node:os';
import type Docker from 'dockerode';
import { removeFully } from '../../docker/container-labels.ts';
import { statusOf } from '../../docker/find-docker.ts';
import type { Handling } from '../enclosure.ts';
import { signal } from '../process-group.ts';
import { catches, isInGroup, oldestChildOf } from '../process-table.ts';
import { asProgramExit } from '../told-exit.ts';
import { isRoot } from '../unprivileged-user.ts';

/** `first` is the id of that process where the daemon is; `fail` is told where the daemon does not do what it is asked. */
export function handlingInContainer(
  container: Docker.Container,
  first: number,
  fail: (cause: unknown) => Error,
): Handling {
  let hasHandler = false;
  let hasEnded = false;

  /** Seen from here only where this machine is the daemon's, and its table of processes is the same. */
  const seenFromHere = () => (isInGroup(first, container.id) ? oldestChildOf(first) : null);
  const send = (name: 'SIGTERM' | 'SIGKILL') => {
    container.kill({ signal: name }).catch((error: unknown) => {
      if (!isGone(error)) fail(error);
    });
  };
  return {
    // Others' processes are not for the grader to deal with unless it is root.
    programPid: () => (isRoot() ? seenFromHere() : null),
    terminate() {
      const pid = seenFromHere();
      hasHandler = pid === null || catches(pid, constants.signals.SIGTERM);
      send('SIGTERM');
    },
    kill() {
      if (hasEnded) return;
      // The daemon takes its time, in which the program goes on.
      if (isRoot() && isInGroup(first, container.id)) signal(first, 'SIGKILL');
      send('SIGKILL');
    },
    exitOf(told) {
      hasEnded = true;
      return asProgramExit(told, hasHandler ? 'sigterm' : 'nothing');
    },
    gone: () =>
      removeFully(container).catch((error: unknown) => {
        throw fail(error);
      }),
  };
}

/** No such container, or none that runs. */
function isGone(error: unknown): boolean {
  const status = statusOf(error);
  return status === 404 || status === 409;
}
