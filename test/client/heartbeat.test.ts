/** A broker that does not answer, as a port that never says anything and as one where nobody listens. */
import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { listenToHeartbeat } from '../../src/client/heartbeat.ts';

async function listenOnDeafPort() {
  const server = createServer((socket) => socket.on('error', () => {}).resume());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    address: `127.0.0.1:${address.port}`,
    [Symbol.asyncDispose]: async () => {
      server.close();
      await once(server, 'close');
    },
  };
}

test('a broker that accepts and never answers is silent, and in the end has stopped', async () => {
  await using deaf = await listenOnDeafPort();
  await using heartbeat = listenToHeartbeat({ address: deaf.address, mostMs: 5_000 });
  const told: number[] = [];
  using _listening = heartbeat.onSilence((silentMs) => told.push(silentMs));
  await heartbeat.stopped;
  expect(told).toHaveLength(1);
  expect(told[0]).toBeGreaterThanOrEqual(3_000);
  const late: number[] = [];
  using _late = heartbeat.onSilence((silentMs) => late.push(silentMs));
  expect(late).toHaveLength(1);
});

test('a port that refuses is silent as well', async () => {
  await using heartbeat = listenToHeartbeat({ address: '127.0.0.1:1', mostMs: 4_000 });
  let told = 0;
  using _listening = heartbeat.onSilence(() => {
    told += 1;
  });
  await heartbeat.stopped;
  expect(told).toBe(1);
});
