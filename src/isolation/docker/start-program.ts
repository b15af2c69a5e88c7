import type Docker from 'dockerode';
import type { Running } from '../enclosure.ts';
import { isRoot } from '../unprivileged-user.ts';
import { type Containing, createContainer } from './container.ts';
import { type Failure, orFail } from './failure.ts';
import { openLeftFiles } from './opened-files.ts';
import { startContainer } from './start-container.ts';

/** Starts a program of a student's, after which its folder can be removed by whoever the grader is. */
export async function startProgram(daemon: Docker, program: Containing, fail: Failure['fail']): Promise<Running> {
  const running = await startContainer(await createContainer(daemon, program), fail);
  if (isRoot()) return running;
  const { handling } = running;
  const gone = async (pid: number) => {
    const remains = await handling.gone(pid);
    await orFail(openLeftFiles(daemon, program), fail);
    return remains;
  };
  return { ...running, handling: { ...handling, gone } };
}
