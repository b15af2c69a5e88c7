import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { GraderError } from '../grader-error.ts';

/** Below the range from which systems take ports for outgoing connections: those would clash by chance. */
const range = { from: 20_000, to: 32_000 };

/** Ports of 127.0.0.1 that nobody listened on a moment ago. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const held: { port: number; server: Server }[] = [];
  try {
    for (
      let port = randomInt(range.from, range.to);
      held.length < count;
      port = port < range.to ? port + 1 : range.from
    ) {
      const server = await listenOn(port);
      if (server) held.push({ port, server });
    }
    return held.map(({ port }) => port);
  } finally {
    await Promise.all(held.map(({ server }) => close(server)));
  }
}

/** Throws PORT_TAKEN where something listens on it. */
export async function assertFree(port: number): Promise<void> {
  const server = await listenOn(port);
  if (!server) throw new GraderError('PORT_TAKEN', `Port ${port} of 127.0.0.1 is taken; stop what listens there.`);
  await close(server);
}

async function listenOn(port: number): Promise<Server | undefined> {
  const server = createServer();
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
    return server;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return undefined;
    throw error;
  }
}

async function close(server: Server): Promise<void> {
  server.close();
  await once(server, 'close');
}
