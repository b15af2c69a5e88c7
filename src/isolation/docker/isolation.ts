import { join } from 'node:path';
import type Docker from 'dockerode';
import { answered } from '../../docker/answered.ts';
import { labelContainer, type OwnerLabel, removeContainers } from '../../docker/container-labels.ts';
import { makeRunFolder } from '../../leftovers/run-folder.ts';
import { packagedFile } from '../../packaged-file.ts';
import { removeFolder } from '../../remove-folder.ts';
import type { Confinable, Enclosure, Isolation, Run } from '../enclosure.ts';
import { programView } from '../program-view.ts';
import { userOf } from '../unprivileged-user.ts';
import { readable, shownAt } from '../view.ts';
import { type Containing, createContainer } from './container.ts';
import { openFailure, orFail } from './failure.ts';
import { openReception } from './relayed-network.ts';
import { startContainer } from './start-container.ts';
import { startProgram } from './start-program.ts';
import { streamsView, withStreams } from './streams.ts';

/**
 * Programs in containers of their own, which share a network that has only the doors of a relay. Tools of the grader's own run as
 * they do without isolation: to start a container takes longer than what they do.
 */
export function dockerIsolation(daemon: Docker, image: string): Isolation {
  return {
    level: 'docker',
    enclose: (ports) => enclose(daemon, image, ports),
    confineTool: ({ command, args }) => ({ command, args }),
  };
}

async function enclose(daemon: Docker, image: string, ports: readonly number[]): Promise<Enclosure> {
  const owned: AsyncDisposable[] = [];
  const own = <T extends AsyncDisposable>(resource: T): T => {
    owned.push(resource);
    return resource;
  };
  const dispose = async () => {
    for (const resource of owned.reverse()) await resource[Symbol.asyncDispose]();
  };
  try {
    const folder = await makeRunFolder();
    own({ [Symbol.asyncDispose]: () => removeFolder(folder) });
    const socket = join(folder, 'socket');
    const reception = own(await openReception(socket));
    const label = await labelContainer();
    const { failed, fail } = openFailure();
    own({ [Symbol.asyncDispose]: () => orFail(answered(removeContainers(daemon, label)), fail) });
    const relay = await createContainer(daemon, relayAt(socket, image, label));
    const { ended } = await startContainer(relay, fail);
    const network = await reception.openDoors(ports);
    ended.then(
      () => fail(new Error('its relay has ended')),
      // That is told already.
      () => {},
    );
    const containing = async (program: Confinable, run: Run): Promise<Containing> => {
      const user = userOf(program.tapPort);
      return {
        ...{ image, label, user },
        run: withStreams(program),
        cwd: program.cwd,
        env: run.env,
        view: [...(await programView(program, user)), ...streamsView(run)],
        network: { of: relay },
      };
    };
    return {
      network,
      failed,
      confine: async (program) => ({
        start: async (run) => startProgram(daemon, await containing(program, run), fail),
      }),
      [Symbol.asyncDispose]: dispose,
    };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** Where the relay finds the grader's socket. */
const graderSocket = '/run/grader';
const relayProgram = '/run/relay.mjs';

function relayAt(socket: string, image: string, label: OwnerLabel): Containing {
  return {
    ...{ image, label, cwd: '/', env: {}, network: 'none' },
    run: { command: process.execPath, args: [relayProgram, graderSocket] },
    // It is the grader's own, and may use the grader's socket.
    user: { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 },
    view: [
      ...readable([process.execPath]),
      shownAt(relayProgram, packagedFile('dist/src/isolation/docker/relay.js')),
      shownAt(graderSocket, socket),
    ],
  };
}
