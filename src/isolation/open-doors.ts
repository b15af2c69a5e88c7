/**
 * A program of its own, started in a private network: listens at the addresses of its argument and hands the listening sockets to
 * whoever started it. A socket stays in the network in which it was made, whoever holds it, and the network lives as long as it.
 */
import { once } from 'node:events';
import { createServer } from 'node:net';
import { z } from 'zod';

const addresses = z.array(z.object({ host: z.string(), port: z.int() })).parse(JSON.parse(process.argv[2] ?? ''));

for (const address of addresses) {
  const server = createServer();
  server.listen(address);
  try {
    await once(server, 'listening');
  } catch {
    // A machine may be without IPv6.
    continue;
  }
  process.send?.(address, server);
}
process.send?.({ pid: process.pid });
process.once('message', () => process.exit(0));
