import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { takePort } from './port-turn.ts';
import type { TapLease } from './tap-lease.ts';
import { whoConnected } from './who-connected.ts';

/**
 * An address of this machine that programs connect to although they were given another one. Who comes in is led to the tap of
 * the process that it is; anybody else is refused. From the broker's first answer on, the client goes to its tap by itself.
 */
export interface FrontDoor extends AsyncDisposable {
  /** From now on, connections of this process and of those in its group belong to the lease. */
  expect(pid: number, lease: TapLease): void;
}

const loopbacks: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '::1']);

/**
 * Opens `localhost:9092` when no other grader on this machine has it. Null where it can't be this process's: not on this
 * machine, taken by another program, or no way to know who connects. Rejects as `takePort` does, or as `ended`.
 */
export async function openFrontDoor(
  address: string,
  ended: Promise<never> = new Promise(() => {}),
): Promise<FrontDoor | null> {
  const { hostname, port } = new URL(`kafka://${address}`);
  if (!loopbacks.has(hostname.replace(/^\[|\]$/g, '')) || process.platform !== 'linux') return null;
  const turn = await takePort(Number(port), ended);
  const leases = new Map<number, TapLease>();
  const servers: Server[] = [];
  const close = async () => {
    for (const server of servers) {
      server.close();
      await once(server, 'close');
    }
    await turn[Symbol.asyncDispose]();
  };
  const lead = async (client: Socket) => {
    client.pause();
    // Who gives up while being looked up has broken off, and is not led anywhere.
    client.on('error', () => {});
    const pid = await whoConnected(client, [...leases.keys()]);
    const lease = pid === null ? undefined : leases.get(pid);
    if (lease && !client.destroyed) lease.take(client);
    else client.destroy();
  };
  try {
    // What "localhost" means is the program's to decide, so both are needed; a machine may be without IPv6.
    for (const host of ['127.0.0.1', '::1']) {
      const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => void lead(client));
      server.listen(Number(port), host);
      await once(server, 'listening');
      servers.push(server);
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code !== 'EADDRNOTAVAIL' && code !== 'EAFNOSUPPORT') {
      await close();
      return null;
    }
  }
  return { expect: (pid, lease) => leases.set(pid, lease), [Symbol.asyncDispose]: close };
}
