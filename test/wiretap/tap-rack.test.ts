/** Real sockets: what goes through a tap, and how it ends. The broker is a plain TCP server. */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setImmediate as eventLoopTurn } from 'node:timers/promises';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { WireEvent } from '../../src/evidence/observation.ts';
import { openCrossing } from '../../src/wiretap/crossing.ts';
import { openGate } from '../../src/wiretap/gate.ts';
import { passThrough } from '../../src/wiretap/passage.ts';
import { heartbeat } from '../../src/wiretap/protocol/apis/heartbeat.ts';
import { offsetCommit } from '../../src/wiretap/protocol/apis/offset-commit.ts';
import { frameRequest, frameResponse } from '../../src/wiretap/protocol/message.ts';
import { connectUpstream } from '../../src/wiretap/tap.ts';
import { openTaps, type TapLease } from '../../src/wiretap/tap-rack.ts';

const refused = frameResponse(heartbeat, { apiVersion: 3, correlationId: 1 }, { throttleTimeMs: 0, errorCode: 27 });
const asked = frameRequest(
  heartbeat,
  { apiVersion: 3, correlationId: 1, clientId: null },
  { groupId: 'group', generationId: 4, memberId: 'me', groupInstanceId: null },
);

const commit = frameRequest(
  offsetCommit,
  { apiVersion: 2, correlationId: 2, clientId: null },
  {
    groupId: 'group',
    generationId: 4,
    memberId: 'me',
    groupInstanceId: null,
    retentionTimeMs: -1,
    topics: [
      { name: 'orders', topicId: '', partitions: [{ partition: 0, offset: 7, leaderEpoch: -1, metadata: null }] },
    ],
  },
);
const accepted = frameResponse(
  offsetCommit,
  { apiVersion: 2, correlationId: 2 },
  { throttleTimeMs: 0, topics: [{ name: 'orders', topicId: '', partitions: [{ partition: 0, errorCode: 0 }] }] },
);

describe('passing through', () => {
  test('any bytes pass unchanged both ways, and the connection ends', async () => {
    await using broker = await listen((socket) => socket.pipe(socket));
    await using taps = await tapsTo(broker.port);
    const chunk = fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 2_000 }).map((bytes) => Buffer.from(bytes)),
      fc.constantFrom(
        asked,
        refused,
        asked.subarray(0, 9),
        Buffer.from('GET / HTTP/1.1\r\n\r\n'),
        Buffer.alloc(300_000, 1),
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(chunk, { minLength: 1, maxLength: 8 }), async (chunks) => {
        await using lease = taps.lease('unguarded', () => {});
        const client = dial(lease);
        const echoed = buffer(client);
        for (const bytes of chunks) client.write(bytes);
        client.end();
        expect((await echoed).equals(Buffer.concat(chunks))).toBe(true);
        await lease.drained();
      }),
      { numRuns: 40 },
    );
  });

  test('a slow reader holds the sender back, and nothing is lost', async () => {
    await using broker = await listen((socket) => socket.pause());
    await using tap = await listen(() => {});
    const client = dial({ address: `127.0.0.1:${tap.port}` });
    const accepted = await tap.connection;
    const upstream = connectUpstream({ host: '127.0.0.1', port: broker.port });
    const deaf = openCrossing({ requests: () => {}, responses: () => {} });
    const passage = passThrough(accepted, upstream, deaf, openGate(), () => {});
    const chunk = Buffer.alloc(1024 * 1024);
    for (let count = 0; count < 64; count += 1) client.write(chunk);
    await once(accepted, 'pause');
    expect(upstream.writableLength).toBeLessThan(chunk.length);
    const socket = await broker.connection;
    const received = buffer(socket);
    client.end();
    socket.end();
    expect((await received).length).toBe(64 * chunk.length);
    await passage.ended;
  });

  test('events are emitted before what they tell arrives', async () => {
    await using broker = await listen((socket) => socket.once('data', () => socket.write(refused)));
    await using taps = await tapsTo(broker.port);
    const events: WireEvent[] = [];
    await using lease = taps.lease('unguarded', (event) => events.push(event));
    const client = dial(lease);
    client.write(asked);
    await once(client, 'data');
    expect(events).toMatchObject([
      { type: 'connected', connection: 1 },
      { type: 'heartbeat-refused', group: 'group', generation: 4, memberId: 'me', error: 27 },
    ]);
    client.destroy();
  });
});

describe('the end of a connection', () => {
  test('a client that ends still gets the answers, and only then it has ended', async () => {
    await using broker = await listen((socket) => socket.resume().once('end', () => socket.end(refused)));
    await using taps = await tapsTo(broker.port);
    const events: WireEvent[] = [];
    await using lease = taps.lease('unguarded', (event) => events.push(event));
    const client = dial(lease);
    client.end(asked);
    expect((await buffer(client)).equals(refused)).toBe(true);
    await lease.drained();
    expect(events.map(({ type }) => type)).toEqual(['connected', 'heartbeat-refused', 'disconnected']);
  });

  test('answers to a client that was killed are heard', async () => {
    await using broker = await listen(() => {});
    await using taps = await tapsTo(broker.port);
    const events: WireEvent[] = [];
    await using lease = taps.lease('unguarded', (event) => events.push(event));
    const client = dial(lease);
    client.write(asked);
    const socket = await broker.connection;
    await once(socket, 'data');
    client.resetAndDestroy();
    await once(socket, 'end');
    socket.end(refused);
    await lease.drained();
    expect(events.map(({ type }) => type)).toEqual(['connected', 'heartbeat-refused', 'disconnected']);
  });

  for (const [how, end] of [
    ['killed', (client: Socket) => client.resetAndDestroy()],
    ['gone', (client: Socket) => client.destroy()],
    ['at its end', (client: Socket) => client.end()],
  ] as const) {
    test(`what is kept back reaches the broker when its client is ${how}, and is answered`, async () => {
      await using broker = await listen((socket) => socket.once('data', () => socket.end(accepted)));
      await using taps = await tapsTo(broker.port);
      const events: WireEvent[] = [];
      await using lease = taps.lease('unguarded', (event) => events.push(event));
      const heldBack = new Promise<void>((resolve) => {
        lease.holdBack((event) => event.type === 'commit-sent', resolve);
      });
      const client = dial(lease);
      client.write(commit);
      await heldBack;
      end(client);
      await systemCallMade();
      await eventLoopTurn();
      await eventLoopTurn();
      const socket = await broker.connection;
      expect(socket.bytesRead).toBe(0);
      lease.letPass();
      await lease.drained();
      expect(events.map(({ type }) => type)).toEqual([
        'connected',
        'commit-sent',
        'held-back',
        'committed',
        'disconnected',
      ]);
      expect(socket.bytesRead).toBe(commit.length);
    });
  }

  test('a broker that breaks off ends the client', async () => {
    await using broker = await listen((socket) => socket.once('data', () => socket.resetAndDestroy()));
    await using taps = await tapsTo(broker.port);
    await using lease = taps.lease('unguarded', () => {});
    const client = dial(lease);
    client.write(asked);
    await buffer(client);
    await lease.drained();
  });

  test('a broker that is not there ends the client', async () => {
    await using taps = await tapsTo(await unusedPort());
    await using lease = taps.lease('unguarded', () => {});
    await buffer(dial(lease));
    await lease.drained();
  });

  test('a connection that nobody has accepted yet is waited for', async () => {
    await using broker = await listen((socket) => socket.end());
    await using taps = await tapsTo(broker.port);
    const events: WireEvent[] = [];
    await using lease = taps.lease('unguarded', (event) => events.push(event));
    const client = dial(lease);
    client.end();
    await systemCallMade();
    await lease.drained();
    expect(events.map(({ type }) => type)).toEqual(['connected', 'disconnected']);
    client.destroy();
  });
});

describe('leases', () => {
  test('a port that is not leased refuses', async () => {
    await using broker = await listen((socket) => socket.write('hello'));
    await using taps = await tapsTo(broker.port);
    expect((await buffer(dial({ address: `127.0.0.1:${taps.ports[0]}` }))).length).toBe(0);
  });

  test('there are as many as ports, and a port given back can be leased again', async () => {
    await using taps = await openTaps(2);
    const first = taps.lease('unguarded', () => {});
    const second = taps.lease('unguarded', () => {});
    expect(new Set([first.address, second.address])).toEqual(new Set(taps.ports.map((port) => `127.0.0.1:${port}`)));
    expect(() => taps.lease('unguarded', () => {})).toThrow(expect.objectContaining({ code: 'OUT_OF_SLOTS' }));
    await first[Symbol.asyncDispose]();
    await first[Symbol.asyncDispose]();
    expect(taps.lease('unguarded', () => {}).address).toBe(first.address);
    expect(() => taps.lease('unguarded', () => {})).toThrow(expect.objectContaining({ code: 'OUT_OF_SLOTS' }));
  });

  test('what is set aside is lent to its grading alone, and comes back to all, also what was still lent then', async () => {
    await using taps = await openTaps(3);
    const outOfSlots = expect.objectContaining({ code: 'OUT_OF_SLOTS' });
    const lease = (from: Pick<typeof taps, 'lease'>) => from.lease('unguarded', () => {});
    const own = taps.setAside(2);
    expect(own.ports).toHaveLength(2);
    expect(() => taps.setAside(2)).toThrow(outOfSlots);
    const elsewhere = lease(taps);
    expect(own.ports).not.toContain(elsewhere.port);
    expect(() => lease(taps)).toThrow(outOfSlots);
    const [first, second] = [lease(own), lease(own)];
    expect([first.port, second.port]).toEqual(own.ports);
    expect(() => lease(own)).toThrow(outOfSlots);
    await first[Symbol.asyncDispose]();
    own[Symbol.dispose]();
    expect(lease(taps).port).toBe(first.port);
    await second[Symbol.asyncDispose]();
    expect(lease(taps).port).toBe(second.port);
  });

  test('giving one back closes what is open, on both sides', async () => {
    await using broker = await listen((socket) => socket.resume().write('hello'));
    await using taps = await tapsTo(broker.port);
    const events: WireEvent[] = [];
    const lease = taps.lease('unguarded', (event) => events.push(event));
    const client = dial(lease).resume();
    await once(client, 'data');
    const socket = await broker.connection;
    const bothEnded = Promise.all([once(client, 'end'), once(socket, 'end')]);
    await lease[Symbol.asyncDispose]();
    expect(events.map(({ type }) => type)).toEqual(['connected', 'disconnected']);
    await bothEnded;
    client.destroy();
  });
});

/** A socket that was told to connect has done so, and the kernel has taken it; no server has been asked yet. */
function systemCallMade(): Promise<void> {
  return new Promise((resolve) => process.nextTick(resolve));
}

async function tapsTo(port: number): ReturnType<typeof openTaps> {
  const taps = await openTaps(1);
  taps.connect([{ host: '127.0.0.1', port }]);
  return taps;
}

function dial({ address }: Pick<TapLease, 'address'>): Socket {
  const [host, port] = address.split(':');
  return connect({ host: host ?? '', port: Number(port), allowHalfOpen: true }).on('error', () => {});
}

interface Listening extends AsyncDisposable {
  readonly port: number;
  /** The first one. */
  readonly connection: Promise<Socket>;
}

async function listen(serve: (socket: Socket) => void): Promise<Listening> {
  const server = createServer({ allowHalfOpen: true });
  const sockets = new Set<Socket>();
  const connection = new Promise<Socket>((resolve) => {
    server.on('connection', (socket) => {
      sockets.add(socket);
      socket.on('error', () => {});
      resolve(socket);
      serve(socket);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    connection,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

async function unusedPort(): Promise<number> {
  await using closed = await listen(() => {});
  return closed.port;
}
