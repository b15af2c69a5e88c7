/** Connections that are reset in the middle of scenarios, on Kafka's side and on the program's: no right program loses points. */
import diagnostics from 'node:diagnostics_channel';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { connect, createServer, type Server, Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import kafkaConsumers from '../../graders/kafka-consumers/exercise.ts';
import type { Observation } from '../../src/evidence/observation.ts';
import { selectFromRubric } from '../../src/grade/rubric.ts';
import { gradeSubmission } from '../../src/grading/grade-submission.ts';
import { type OwnedWorld, openWorld } from '../../src/grading/world.ts';
import { testBroker } from '../support/test-broker.ts';
import { testIsolation } from '../support/test-isolation.ts';
import { fixture, isBlameless, printsOrder, type Scene, setScene, statusesOf } from './scene.ts';

const limitMs = 240_000;

let world: OwnedWorld;
const proxies: Server[] = [];
/** From a tap to Kafka, as the proxies took them. */
const towardsKafka = new Set<Socket>();
/** From programs to their taps, as the taps took them. */
const fromPrograms = new Set<Socket>();

beforeAll(async () => {
  world = await openWorld({
    choice: testBroker,
    isolation: await testIsolation(),
    report: () => {},
    signal: new AbortController().signal,
  });
  const ports = new Set(world.taps.ports);
  diagnostics.subscribe('net.server.socket', (message) => {
    if (typeof message !== 'object' || message === null || !('socket' in message)) return;
    const { socket } = message;
    if (socket instanceof Socket && ports.has(socket.localPort ?? 0)) keep(fromPrograms, socket);
  });
  world.taps.connect(await Promise.all(world.broker.slots.map(openProxy)));
}, limitMs);

afterAll(async () => {
  await world[Symbol.asyncDispose]();
  for (const server of proxies) server.close();
});

async function openProxy(to: { host: string; port: number }) {
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    const upstream = connect({ ...to, allowHalfOpen: true, noDelay: true });
    keep(towardsKafka, client).on('error', () => upstream.destroy());
    upstream.on('error', () => client.destroy());
    client.pipe(upstream);
    upstream.pipe(client);
  });
  proxies.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { host: '127.0.0.1', port: address.port };
}

function keep(set: Set<Socket>, socket: Socket): Socket {
  set.add(socket);
  return socket.once('close', () => set.delete(socket));
}

type Reset = (socket: Socket) => void;
const atOnce: Reset = (socket) => socket.resetAndDestroy();
/** So that no answer comes to what the program sends next. */
const atItsNextWord: Reset = (socket) => socket.once('data', () => socket.resetAndDestroy());

/** Grades, and resets all these connections at the first moment of each scenario that is of interest. */
async function gradeWithResets(
  scene: Scene,
  folder: string,
  only: string[],
  sockets: Set<Socket>,
  reset: Reset,
  when: (o: Observation) => boolean,
) {
  const done = new Set<string | null>();
  const { grade, observations } = await gradeSubmission({
    exercise: kafkaConsumers,
    rubric: selectFromRubric(kafkaConsumers.rubric, only).rubric,
    folder,
    out: scene.at('out'),
    world,
    seed: scene.folder,
    graderVersion: '0.0.0',
    environment: process.env,
    onObservation: (observation) => {
      if (!when(observation) || done.has(observation.scenario)) return;
      done.add(observation.scenario);
      for (const socket of sockets) reset(socket);
    },
  });
  expect(done.size).toBeGreaterThan(0);
  return { grade, lost: observations.filter(({ type }) => type === 'connection-lost') };
}

test("on Kafka's side: the journal says so, and the reference keeps its points", { timeout: limitMs }, async () => {
  await using scene = await setScene();
  const { grade, lost } = await gradeWithResets(
    scene,
    fixture('reference'),
    ['consume', 'produce'],
    towardsKafka,
    atItsNextWord,
    printsOrder,
  );
  expect(lost.length).toBeGreaterThan(0);
  expect(isBlameless(grade), JSON.stringify(grade.checks)).toBe(true);
});

test("on the program's side: the reference keeps its points", { timeout: limitMs }, async () => {
  await using scene = await setScene();
  const { grade, lost } = await gradeWithResets(
    scene,
    fixture('reference'),
    ['consume', 'produce'],
    fromPrograms,
    atOnce,
    printsOrder,
  );
  expect(lost.length).toBeGreaterThan(0);
  expect(isBlameless(grade), JSON.stringify(grade.checks)).toBe(true);
});

/** Sends no more when it has lost its connection. */
const fragile = `
import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { Kafka, logLevel } from 'kafkajs';
import { testIsolation } from '../support/test-isolation.ts';

const { KAFKA_BROKERS = '', KAFKA_TOPIC: topic = '', ORDERS_FILE = '' } = process.env;
const producer = new Kafka({ brokers: [KAFKA_BROKERS], logLevel: logLevel.WARN, retry: { retries: 0 } }).producer();
await producer.connect();
for (const line of (await readFile(ORDERS_FILE, 'utf8')).split('\\n').filter((each) => each.trim() !== '')) {
  await producer.send({ topic, messages: [{ key: JSON.parse(line).customerId, value: line }] });
  await setTimeout(50);
}
await producer.disconnect();
`;

test('who gives up because of it is not blamed', { timeout: limitMs }, async () => {
  await using scene = await setScene();
  await scene.handIn('reference');
  const folder = scene.at('class', 'reference');
  await writeFile(join(folder, 'producer.ts'), fragile);
  const { grade } = await gradeWithResets(
    scene,
    folder,
    ['produce'],
    towardsKafka,
    atItsNextWord,
    ({ type }) => type === 'produced',
  );
  expect(statusesOf(grade)).toMatchObject({ 'produce.sends-every-order': 'inconclusive' });
  expect(isBlameless(grade), JSON.stringify(grade.checks)).toBe(true);
});
