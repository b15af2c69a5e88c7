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
  /**
   * Until disposed, connections of this process and of those in its group belong to the lease; so do those, whenever they came, of who
   * is known by its tap's port.
   */
  expect(pid: number, lease: TapLease): Disposable;
}

const loopbacks: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '::1']);

/** Listens at all these addresses and hands over who comes; null where one of them is taken. */
export type Listen = (
  addresses: readonly { readonly host: string; readonly port: number }[],
  take: (visitor: Visitor) => void,
) => Promise<AsyncDisposable | null>;

/** `tapPort` is that of the program that it is, where the place that listens knows it. */
interface Visitor {
  readonly client: Socket;
  readonly tapPort: number | null;
}

/**
 * Opens `localhost:9092`. Null where that can't be this process's: not on this machine, taken by another program, or no way
 * to know who connects. Rejects as `listen` does.
 */
export async function openFrontDoor(address: string, listen: Listen): Promise<FrontDoor | null> {
  const { hostname, port } = new URL(`kafka://${address}`);
  if (!loopbacks.has(hostname.replace(/^\[|\]$/g, '')) || process.platform !== 'linux') return null;
  const leases = new Map<number, TapLease>();
  const earlyOnes = new Set<(lease: TapLease) => void>();
  const leaseAt = (tapPort: number) =>
    new Promise<TapLease>((resolve) => {
      const isIts = (lease: TapLease) => {
        if (lease.port !== tapPort) return;
        earlyOnes.delete(isIts);
        resolve(lease);
      };
      earlyOnes.add(isIts);
      for (const lease of leases.values()) isIts(lease);
    });
  const leaseOf = async ({ client, tapPort }: Visitor) => {
    if (tapPort !== null) return leaseAt(tapPort);
    const pid = await whoConnected(client, [...leases.keys()]);
    return pid === null ? undefined : leases.get(pid);
  };
  const lead = async (visitor: Visitor) => {
    const { client } = visitor;
    client.pause();
    // Who gives up while being looked up has broken off, and is not led anywhere.
    client.on('error', () => {});
    const lease = await leaseOf(visitor);
    if (lease && !client.destroyed) lease.take(client);
    else client.destroy();
  };
  // What "localhost" means is the program's to decide, so both are needed.
  const addresses = ['127.0.0.1', '::1'].map((host) => ({ host, port: Number(port) }));
  const doors = await listen(addresses, (visitor) => void lead(visitor));
  return (
    doors && {
      expect(pid, lease) {
        leases.set(pid, lease);
        for (const look of earlyOnes) look(lease);
        return { [Symbol.dispose]: () => leases.delete(pid) };
      },
      [Symbol.asyncDispose]: () => doors[Symbol.asyncDispose](),
    }
  );
}

/** On this machine, when no other grader on it has the port. Rejects as `takePort` does, or as `ended`. */
export function inTurnHere(ended: Promise<never> = new Promise(() => {})): Listen {
  return async (addresses, take) => {
    const [{ port } = { port: 0 }] = addresses;
    const turn = await takePort(port, ended);
    const servers = await listenHere(addresses, take);
    if (servers === null) await turn[Symbol.asyncDispose]();
    return (
      servers && {
        [Symbol.asyncDispose]: async () => {
          await servers[Symbol.asyncDispose]();
          await turn[Symbol.asyncDispose]();
        },
      }
    );
  };
}

const listenHere: Listen = async (addresses, take) => {
  const servers: Server[] = [];
  const close = async () => {
    for (const server of servers) {
      server.close();
      await once(server, 'close');
    }
  };
  try {
    for (const address of addresses) {
      const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => take({ client, tapPort: null }));
      server.listen(address);
      await once(server, 'listening');
      servers.push(server);
    }
  } catch (error) {
    // A machine may be without IPv6.
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code !== 'EADDRNOTAVAIL' && code !== 'EAFNOSUPPORT') {
      await close();
      return null;
    }
  }
  return { [Symbol.asyncDispose]: close };
};
