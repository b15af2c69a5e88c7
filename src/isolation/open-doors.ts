/**
 * A program of its own, started in a private network: listens at the addresses that it is given (`127.0.0.1 9092 ::1 9092`) and hands
 * the listening sockets, each with the index of its address, to whoever started it. A socket stays in the network in which it was made,
 * whoever holds it, and the network lives as long as it. It imports nothing that takes long: a grading waits for it.
 */
import { once } from 'node:events';
import { createServer } from 'node:net';

const words = process.argv.slice(2);

for (let index = 0; 2 * index < words.length; index += 1) {
  const [host, port] = words.slice(2 * index);
  const server = createServer();
  server.listen(Number(port), host);
  try {
    await once(server, 'listening');
  } catch {
    // A machine may be without IPv6.
    continue;
  }
  process.send?.(index, server);
}
process.send?.(`open ${process.pid}`);
process.once('message', () => process.exit(0));
