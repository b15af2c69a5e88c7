/** Real processes knock at a real port: each is led to its own tap, and nobody else comes in. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type Server } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { connectionsOf } from '../../src/wiretap/connections.ts';
import { inTurnHere, type Listen, openFrontDoor } from '../../src/wiretap/front-door.ts';
import { openTaps } from '../../src/wiretap/tap-rack.ts';

/** Says what the broker greets it with; `start` says when to knock, so that it is expected by then. */
const knocks = `process.stdin.once('data', (port) => {
  const socket = require('node:net').connect(Number(port), process.argv[1]);
  socket.on('error', () => process.exit());
  socket.pipe(process.stdout);
  socket.on('close', () => process.exit());
})`;

/** A group of its own whose leader is a shell: the one that knocks is its child. */
const inShell = `"$0" -e "$1" "$2"; exit`;

describe.each(['127.0.0.1', '::1'])('at %s', (host) => {
  test('each process is led to its own tap', async () => {
    await using brokers = await greeters(['one', 'two']);
    await using taps = await openTaps(2);
    taps.connect(brokers.upstreams);
    const port = await freePort();
    await using door = await openFrontDoor(`localhost:${port}`, inTurnHere());
    await using one = taps.lease('unguarded', () => {});
    await using two = taps.lease('unguarded', () => {});
    const [first, second] = [knocker(host), knocker(host)];
    door?.expect(first.pid ?? 0, one);
    door?.expect(second.pid ?? 0, two);
    expect(await Promise.all([heardBy(second, port), heardBy(first, port)])).toEqual(['two', 'one']);
  });
});

test('who was started by an expected process is led as it is', async () => {
  await using brokers = await greeters(['hello']);
  await using taps = await openTaps(1);
  taps.connect(brokers.upstreams);
  const port = await freePort();
  await using door = await openFrontDoor(`localhost:${port}`, inTurnHere());
  await using lease = taps.lease('unguarded', () => {});
  const leader = spawn('sh', ['-c', inShell, process.execPath, knocks, '127.0.0.1'], { detached: true });
  door?.expect(leader.pid ?? 0, lease);
  expect(await heardBy(leader, port)).toBe('hello');
});

test('nobody else comes in', async () => {
  await using brokers = await greeters(['secret']);
  await using taps = await openTaps(1);
  taps.connect(brokers.upstreams);
  const port = await freePort();
  await using door = await openFrontDoor(`localhost:${port}`, inTurnHere());
  await using lease = taps.lease('unguarded', () => {});
  door?.expect(process.pid, lease);
  expect(await heardBy(knocker('127.0.0.1'), port)).toBe('');
});

test('who is known by a tap’s port is led there, also where it came before anybody expected it', async () => {
  await using brokers = await greeters(['hello']);
  await using taps = await openTaps(1);
  taps.connect(brokers.upstreams);
  const port = await freePort();
  const known = taps.ports[0] ?? null;
  const knownByPort: Listen = async (addresses, take) => {
    const doors = createServer((client) => take({ client, tapPort: known })).listen(addresses[0]);
    await once(doors, 'listening');
    return { [Symbol.asyncDispose]: async () => void doors.close() };
  };
  await using door = await openFrontDoor(`localhost:${port}`, knownByPort);
  const visitor = connect(port, '127.0.0.1');
  await once(visitor, 'connect');
  await using lease = taps.lease('unguarded', () => {});
  door?.expect(0, lease);
  expect(await text(visitor)).toBe('hello');
});

test('who gives up while being looked up harms nothing, and nobody waits for it', async () => {
  await using brokers = await greeters(['']);
  await using taps = await openTaps(1);
  taps.connect(brokers.upstreams);
  const port = await freePort();
  const door = await openFrontDoor(`localhost:${port}`, inTurnHere());
  const lease = taps.lease('unguarded', () => {});
  door?.expect(process.pid, lease);
  for (let times = 0; times < 20; times += 1) {
    const client = connect(port, '127.0.0.1');
    await once(client, 'connect');
    client.resetAndDestroy();
    await once(client, 'close');
  }
  await lease[Symbol.asyncDispose]();
  await door?.[Symbol.asyncDispose]();
  await using again = await openFrontDoor(`localhost:${port}`, inTurnHere());
  expect(again).not.toBeNull();
});

test('a port that somebody else has, or another machine, is no door of ours', async () => {
  await using brokers = await greeters(['theirs']);
  const [theirs] = brokers.upstreams;
  expect(await openFrontDoor(`localhost:${theirs?.port}`, inTurnHere())).toBeNull();
  expect(await openFrontDoor('kafka.example.org:9092', inTurnHere())).toBeNull();
});

test('a port is free again when the door is closed', async () => {
  const port = await freePort();
  const door = await openFrontDoor(`localhost:${port}`, inTurnHere());
  await door?.[Symbol.asyncDispose]();
  await using again = await openFrontDoor(`localhost:${port}`, inTurnHere());
  expect(again).not.toBeNull();
});

test('the connections of a process are known by where they go', async () => {
  await using brokers = await greeters(['']);
  const port = brokers.upstreams[0]?.port ?? 0;
  const knocking = knocker('127.0.0.1');
  const accepted = brokers.accepted();
  knocking.stdin?.write(`${port}\n`);
  await accepted;
  const established = (await connectionsOf(knocking.pid ?? 0)).filter(({ isEstablished }) => isEstablished);
  expect(established.map(({ remote }) => remote)).toEqual([`127.0.0.1:${port}`]);
  knocking.kill('SIGKILL');
  await once(knocking, 'close');
  expect(await connectionsOf(knocking.pid ?? 0)).toEqual([]);
});

function knocker(host: string): ChildProcess {
  return spawn(process.execPath, ['-e', knocks, host], { detached: true });
}

async function heardBy({ stdin, stdout }: ChildProcess, port: number): Promise<string> {
  if (!stdin || !stdout) throw new Error('it has no pipes');
  stdin.write(`${port}\n`);
  return text(stdout);
}

/** Servers that say one word and hang up; an empty word keeps the connection open. */
async function greeters(words: readonly string[]) {
  const servers = await Promise.all(words.map((word) => listening((server) => greetWith(server, word))));
  return {
    upstreams: servers.map((server) => ({ host: '127.0.0.1', port: portOf(server) })),
    accepted: () => once(servers[0] ?? createServer(), 'connection'),
    [Symbol.asyncDispose]: async () => {
      for (const server of servers) {
        server.close();
        await once(server, 'close');
      }
    },
  };
}

function greetWith(server: Server, word: string): void {
  server.on('connection', (socket) => {
    socket.on('error', () => {}).resume();
    if (word !== '') socket.end(word);
    else socket.once('end', () => socket.end());
  });
}

async function listening(prepare: (server: Server) => void = () => {}): Promise<Server> {
  const server = createServer();
  prepare(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

async function freePort(): Promise<number> {
  const server = await listening();
  const port = portOf(server);
  server.close();
  await once(server, 'close');
  return port;
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
