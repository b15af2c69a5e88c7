import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { Accepting } from '../all-accepted.ts';

/** Where a broker listener is. */
export interface Upstream {
  readonly host: string;
  readonly port: number;
}

/** A TCP port of the grader. Connections are refused unless someone accepts them. */
export interface Tap extends Accepting, AsyncDisposable {
  readonly port: number;
  /** Takes the connections from now on; null refuses them. */
  onConnection: ((client: Socket) => void) | null;
}

/** Binds a free port of 127.0.0.1. */
export async function openTap(): Promise<Tap> {
  let accepted = 0;
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    accepted += 1;
    if (tap.onConnection) tap.onConnection(client);
    else client.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const tap: Tap = {
    port: portOf(server),
    get accepted() {
      return accepted;
    },
    onConnection: null,
    async [Symbol.asyncDispose]() {
      server.close();
      await once(server, 'close');
    },
  };
  return tap;
}

/** Opens the counterpart of a client's connection. */
export function connectUpstream({ host, port }: Upstream): Socket {
  return connect({ host, port, allowHalfOpen: true, noDelay: true });
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('a TCP server has a port');
  return address.port;
}
