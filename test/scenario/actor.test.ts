/** A real process behind a real tap; what it takes for the broker is a plain TCP server. */
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { KafkaClient } from '../../src/client/client.ts';
import { bareIsolation } from '../../src/isolation/bare.ts';
import { setPace } from '../../src/scenario/pace.ts';
import { openRecorder } from '../../src/scenario/recorder.ts';
import { setStage } from '../../src/scenario/stage.ts';
import { openStartGate } from '../../src/scenario/start-gate.ts';
import { openTaps } from '../../src/wiretap/tap-rack.ts';
import { header } from '../support/header.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const never = new Promise<never>(() => {});

/** Asks the broker which APIs it has, and ends. */
const saysHello = `
const hello = Buffer.from('0000000a00120000000000010000', 'hex');
const [host, port] = process.env.BROKERS.split(':');
const socket = require('node:net').connect(Number(port), host, () => socket.write(hello, () => process.exit()));
`;

test('a gone process is heard out: its exit is journalled after the end of its connections', async () => {
  const types = await whatIsSeen({ brokerLetsGo: true });
  expect(types).toEqual(['started', 'connected', 'disconnected', 'exited']);
});

test('a broker that never lets go of a gone process holds its exit up for a bounded time', async () => {
  const types = await whatIsSeen({ brokerLetsGo: false });
  expect(types).toEqual(['started', 'connected', 'exited']);
});

test('a start that nobody waits for any more is waited for when the stage is disposed of, and its process ended', async () => {
  await using broker = await listen({ allowHalfOpen: false });
  await using ground = await prepare(broker.port, 'setInterval(() => {}, 1000)');
  {
    await using stage = await ground.setStage();
    void stage.start({ role: 'consumer', name: 'consumer-1', topic: 'orders' });
  }
  expect(ground.seen()).toEqual(['started', 'signalled', 'exited']);
});

test('a process that could not be noted is ended: nobody would know of it', async () => {
  await using broker = await listen({ allowHalfOpen: false });
  const notePid = async () => {
    throw new Error('the disk is full');
  };
  await using ground = await prepare(broker.port, 'setInterval(() => {}, 1000)', { notePid });
  await using stage = await ground.setStage();
  await expect(stage.start({ role: 'consumer', name: 'consumer-1', topic: 'orders' })).rejects.toThrow(
    'the disk is full',
  );
  expect(ground.seen()).toEqual(['started', 'signalled']);
});

/** What is journalled of the process until its exit. */
async function whatIsSeen({ brokerLetsGo }: { brokerLetsGo: boolean }): Promise<string[]> {
  await using broker = await listen({ allowHalfOpen: !brokerLetsGo });
  await using ground = await prepare(broker.port, saysHello);
  await using stage = await ground.setStage();
  await stage.start({ role: 'consumer', name: 'consumer-1', topic: 'orders' });
  await stage.until({
    what: 'consumer-1 ends',
    deadlineMs: 40_000,
    holds: () => stage.history.process('consumer-1')?.isRunning === false,
    seen: () => 'it is still running',
  });
  return ground.seen();
}

/** What a stage for this program needs. */
async function prepare(brokerPort: number, program: string, { notePid = async () => {} } = {}) {
  const taps = await openTaps(1);
  taps.connect([{ host: '127.0.0.1', port: brokerPort }]);
  const enclosure = await bareIsolation('process', 'the-graders').enclose([]);
  const folder = await makeTemporaryFolder();
  const pace = setPace();
  const recorder = openRecorder(join(folder.path, 'observations.jsonl'), header, () => pace.nowMs());
  return {
    seen: () => recorder.history.scenario('reading').timeline.all.map(({ type }) => type),
    setStage: () =>
      setStage({
        scenario: 'reading',
        folder: folder.path,
        world: {
          recorder,
          pace,
          taps,
          enclosure,
          starts: openStartGate(2),
          measureSlowness: async () => ({ emptyProgramMs: 50, factor: 1 }),
          client: noClient,
          notePid,
          seed: 'x',
          ended: never,
          over: never,
          environment: (settings) => ({ ...settings }),
        },
        insisted: null,
        frontDoor: null,
        startable: () => ({
          command: process.execPath,
          args: ['-e', program],
          cwd: folder.path,
          file: 'consumer.ts',
          reads: [],
          variables: {},
        }),
        variablesOf: ({ brokers }) => ({ BROKERS: brokers }),
        linesThatMatter: () => true,
      }),
    [Symbol.asyncDispose]: async () => {
      recorder[Symbol.dispose]();
      pace[Symbol.dispose]();
      await folder[Symbol.asyncDispose]();
      await taps[Symbol.asyncDispose]();
    },
  };
}

const unasked = async () => {
  throw new Error('nobody is to ask the broker in this story');
};

const noClient: KafkaClient = {
  createTopic: unasked,
  remakeTopic: unasked,
  deleteTopic: unasked,
  produce: unasked,
  readLog: unasked,
  committedOffsets: unasked,
  commitOffsets: unasked,
  describeGroup: unasked,
  evict: unasked,
  answers: async () => true,
  [Symbol.asyncDispose]: async () => {},
};

/** Where half-open connections are allowed, it never ends its own half. */
async function listen(options: { allowHalfOpen: boolean }) {
  const open = new Set<Socket>();
  const server = createServer(options, (socket) => {
    open.add(socket);
    socket.on('error', () => {}).resume();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('a TCP server has a port');
  return {
    port: address.port,
    [Symbol.asyncDispose]: async () => {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
