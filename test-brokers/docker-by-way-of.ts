import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { makeTemporaryFolder } from '../test/support/temporary-folder.ts';

/** A way to a socket that can be broken off, as if who listens there were gone. */
export async function passingOn(target: string) {
  const folder = await makeTemporaryFolder();
  const socketPath = join(folder.path, 'socket');
  const passing = new Set<Socket>();
  let state: 'passes' | 'broken' = 'passes';
  const server = createServer((client) => {
    if (state === 'broken') {
      client.destroy();
      return;
    }
    const onward = connect(target);
    for (const [from, to] of [
      [client, onward],
      [onward, client],
    ] as const) {
      passing.add(from);
      from.on('error', () => {}).on('close', () => to.destroy());
      from.pipe(to);
    }
  });
  server.listen(socketPath);
  await once(server, 'listening');
  return {
    socketPath,
    breakOff() {
      state = 'broken';
      for (const socket of passing) socket.destroy();
      passing.clear();
    },
    goOn() {
      state = 'passes';
    },
    async [Symbol.asyncDispose]() {
      for (const socket of passing) socket.destroy();
      server.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}
