import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { metadataV12 } from '@platformatic/kafka';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openLink } from '../../src/client/link.ts';

let server: Server;
let connections: Socket[];
let address: string;

beforeEach(async () => {
  connections = [];
  server = createServer((connection) => connections.push(connection)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bound = server.address();
  address = `127.0.0.1:${typeof bound === 'object' ? bound?.port : bound}`;
});

afterEach(() => {
  for (const connection of connections) connection.destroy();
  server.close();
});

test('a broker that accepts and stays silent has died, by its deadline, and the connection is hung up', async () => {
  await using link = openLink(address, 100);
  await expect(link.ask('count sheep', metadataV12.api, [])).rejects.toMatchObject({
    code: 'BROKER_DIED',
    message: 'The Kafka broker gave no answer within 0.1 s (it was asked to count sheep).',
  });
  const [connection] = connections;
  connection?.resume();
  if (connection && !connection.destroyed) await once(connection, 'close');
});

test('a broker that hangs up has died; the next call connects again', async () => {
  await using link = openLink(address);
  for (const attempt of [1, 2]) {
    const accepted = once(server, 'connection');
    const refused = expect(link.ask('count sheep', metadataV12.api, [])).rejects.toMatchObject({ code: 'BROKER_DIED' });
    await accepted;
    connections.at(-1)?.destroy();
    await refused;
    expect(connections).toHaveLength(attempt);
  }
});

test('a link that was never used has nothing to close', async () => {
  await openLink(address)[Symbol.asyncDispose]();
  expect(connections).toHaveLength(0);
});
