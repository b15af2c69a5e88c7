/** A network of Linux's own kind that holds nothing but a loopback, and on that only doors which lead to the grader. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { createServer, Server, type Socket } from 'node:net';
import { allAccepted } from '../all-accepted.ts';
import { packagedFile } from '../packaged-file.ts';
import { firstDescriptor, type Invocation } from './enclosure.ts';
import { isRoot } from './unprivileged-user.ts';

export interface Address {
  readonly host: string;
  readonly port: number;
}

/** Someone who came to a door. */
export interface Visitor {
  readonly client: Socket;
  /** The tap port of the program that it is; null where only who looks at processes can tell. */
  readonly tapPort: number | null;
}

export interface PrivateNetwork extends AsyncDisposable {
  /** Who comes to this door, one of those that the network was opened with, is handed over; until disposed. Others are refused. */
  lead(port: number, take: (client: Socket) => void): Disposable;
  /** Opens more doors, where they can be opened; whoever comes is handed over. */
  listen(addresses: readonly Address[], take: (visitor: Visitor) => void): Promise<AsyncDisposable>;
  /** Resolves when everybody who has come by now has been handed over. */
  allIn(): Promise<void>;
}

/** One that commands of this machine can be started in. */
export interface EnterableNetwork extends PrivateNetwork {
  /** How a command is started in the network, which inherits `descriptors` from `firstDescriptor` on. */
  entered(command: Invocation): Invocation;
  readonly descriptors: readonly number[];
}

/** Opens a network with a door at each of these ports of 127.0.0.1. Throws where the machine does not let it. */
export async function openPrivateNetwork(ports: readonly number[]): Promise<EnterableNetwork> {
  const takers = new Map<number, (client: Socket) => void>();
  const visitors = { accepted: 0 };
  const doors = ports.map((port) => ({ host: '127.0.0.1', port }));
  const opener = startOpener(inNewNetwork, doors, []);
  const opened = await doorsOf(opener, doors, ({ port }, client) => {
    visitors.accepted += 1;
    const take = takers.get(port);
    if (take) take(client);
    else client.destroy();
  });
  const descriptors = namespacesOf(opened.pid);
  await dismiss(opener);

  const entered = ({ command, args }: Invocation): Invocation => ({
    command: 'nsenter',
    args: [`--net=/proc/self/fd/${firstDescriptor}`, ...(isRoot() ? [] : asItsUser), '--', command, ...args],
  });
  return {
    lead(port, take) {
      takers.set(port, take);
      return { [Symbol.dispose]: () => takers.delete(port) };
    },
    async listen(addresses, take) {
      const opener = startOpener(entered, addresses, descriptors);
      const { servers } = await doorsOf(opener, addresses, (_, client) => {
        visitors.accepted += 1;
        take({ client, tapPort: null });
      });
      await dismiss(opener);
      return { [Symbol.asyncDispose]: () => closeAll(servers) };
    },
    allIn: () => allAccepted(visitors),
    entered,
    descriptors,
    async [Symbol.asyncDispose]() {
      await closeAll(opened.servers);
      for (const descriptor of descriptors) closeSync(descriptor);
    },
  };
}

/** Whoever is not root may change networks only as the user of that network. */
const asItsUser = [`--user=/proc/self/fd/${firstDescriptor + 1}`, '--preserve-credentials'];

/** bubblewrap makes a network and its loopback; of the machine everything is there, since what runs in it is the grader's own. */
function inNewNetwork({ command, args }: Invocation): Invocation {
  const user = isRoot() ? [] : ['--unshare-user', '--uid', '0', '--gid', '0'];
  const options = ['--unshare-net', ...user, '--die-with-parent', '--dev-bind', '/', '/'];
  return { command: 'bwrap', args: [...options, '--', command, ...args] };
}

const program = packagedFile('dist/src/isolation/open-doors.js');

function startOpener(
  placed: (command: Invocation) => Invocation,
  addresses: readonly Address[],
  descriptors: readonly number[],
): ChildProcess {
  const words = addresses.flatMap(({ host, port }) => [host, String(port)]);
  const { command, args } = placed({ command: process.execPath, args: [program, ...words] });
  const { PATH } = process.env;
  return spawn(command, args, {
    stdio: ['ignore', 'ignore', 'pipe', 'ignore', ...descriptors, 'ipc'],
    env: PATH === undefined ? {} : { PATH },
  });
}

interface Opened {
  readonly servers: readonly Server[];
  /** Of the opener, which is in the network. */
  readonly pid: number;
}

/** Throws what the opener complains of where it does not come to its end. */
async function doorsOf(
  opener: ChildProcess,
  addresses: readonly Address[],
  take: (address: Address, client: Socket) => void,
): Promise<Opened> {
  const servers: Server[] = [];
  let complaints = '';
  opener.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaints += text;
  });
  const pid = new Promise<number>((resolve, reject) => {
    opener.on('message', (message, handle) => {
      if (handle instanceof Server) {
        const address = addresses[Number(message)];
        const server = createServer(
          { allowHalfOpen: true, noDelay: true },
          (client) => address && take(address, client),
        );
        servers.push(server.listen(handle));
      } else {
        resolve(Number(String(message).replace('open ', '')));
      }
    });
    opener.once('error', reject);
    opener.once('close', (code, signal) => reject(new Error(complaints.trim() || `it ended with ${code ?? signal}`)));
  });
  try {
    return { pid: await pid, servers };
  } catch (error) {
    await closeAll(servers);
    throw error;
  }
}

/** Open files that stand for the network of a process and for the user that it belongs to. */
function namespacesOf(pid: number): readonly number[] {
  const names = isRoot() ? ['net'] : ['net', 'user'];
  return names.map((name) => openSync(`/proc/${pid}/ns/${name}`, 'r'));
}

async function dismiss(opener: ChildProcess): Promise<void> {
  opener.send('thanks');
  await once(opener, 'close');
}

async function closeAll(servers: readonly Server[]): Promise<void> {
  await Promise.all(
    servers.map(async (server) => {
      server.close();
      await once(server, 'close');
    }),
  );
}
