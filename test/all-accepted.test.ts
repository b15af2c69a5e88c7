/** Real sockets, and the event loop as it is. */

import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { allAccepted } from '../src/all-accepted.ts';

/** Opens so many connections at once and ends without a word. */
const crowd = (port: number, count: number) => `
const { connect } = require('node:net');
let open = 0;
for (let index = 0; index < ${count}; index += 1)
  connect(${port}, '127.0.0.1').on('connect', () => { if (++open === ${count}) process.kill(process.pid, 'SIGKILL'); });`;

test('everybody who came before the end is accepted, however many wait', async () => {
  const sockets = { accepted: 0 };
  const server = createServer((client) => {
    sockets.accepted += 1;
    client.on('error', () => {}).resume();
  });
  await using _listening = { [Symbol.asyncDispose]: async () => void server.close() };
  server.listen({ port: 0, host: '127.0.0.1', backlog: 400 });
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('a TCP server has a port');
  const { port } = address;
  // Synchronous: nothing is accepted meanwhile.
  spawnSync(process.execPath, ['-e', crowd(port, 300)]);
  await allAccepted(sockets);
  expect(sockets.accepted).toBe(300);
});

test('who goes on coming is not waited for without end', async () => {
  const endless = {
    turns: 0,
    get accepted() {
      this.turns += 1;
      return this.turns;
    },
  };
  await allAccepted(endless);
  expect(endless.turns).toBeGreaterThan(1_000);
});
