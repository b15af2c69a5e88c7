import type Docker from 'dockerode';
import { answered } from '../../docker/answered.ts';
import { statusOf } from '../../docker/find-docker.ts';
import type { Failure } from './failure.ts';

/** To the first process of a container, which hands it on to the program. */
export function sendSignal(container: Docker.Container, signal: 'SIGTERM' | 'SIGKILL', fail: Failure['fail']): void {
  answered(container.kill({ signal })).catch((error: unknown) => {
    if (!isGone(error)) fail(error);
  });
}

/** No such container, or none that runs. */
function isGone(error: unknown): boolean {
  const status = statusOf(error);
  return status === 404 || status === 409;
}
