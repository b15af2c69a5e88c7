import type Docker from 'dockerode';
import { removeFully } from '../../docker/container-labels.ts';
import { type Containing, createContainer } from './container.ts';

/**
 * Opens to everybody what a program has left in its folder, by a command that runs as the same user: only that one may, and a
 * grader that is not root could not remove a folder that was made shut.
 */
export async function openLeftFiles(daemon: Docker, { cwd, ...ended }: Containing): Promise<void> {
  const container = await createContainer(daemon, {
    ...{ ...ended, cwd },
    run: { command: '/bin/chmod', args: ['-R', 'a+rwX,-t', cwd] },
  });
  await container.start();
  await container.wait();
  await removeFully(container);
}
