/**
 * Records what real clients say to a real Kafka, as the golden frames of the wiretap's tests:
 * fixtures/frames/<client>/{producer,member-1,member-2}.jsonl, a frame a line, and story.txt, what the wiretap makes of
 * them: read it before it is committed. Each client produces four records, reads them in a group of one, then of two,
 * and both members leave. Frames without evidence are kept once.
 *
 *     npx esbuild scripts/capture-frames.ts --bundle --platform=node --target=node20 --format=esm --packages=external --outfile=dist/capture-frames.mjs
 *     PYTHON=venv/bin/python node dist/capture-frames.mjs [client…]
 *
 * The Python of `PYTHON` needs kafka-python and confluent-kafka.
 */
import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { Kafka, logLevel } from 'kafkajs';
import { startBroker } from '../src/broker/broker.ts';
import type { WireEvent } from '../src/evidence/observation.ts';
import { openCrossing } from '../src/wiretap/crossing.ts';
import { openGate } from '../src/wiretap/gate.ts';
import { topicNames } from '../src/wiretap/interpret/topic-names.ts';
import { passThrough } from '../src/wiretap/passage.ts';
import { connectUpstream, openTap } from '../src/wiretap/tap.ts';
import { type Recording, recordProcess } from './capture/recording.ts';
import { captured, tellStory } from './capture/story.ts';

const python = process.env['PYTHON'] ?? 'python3';
const clients = {
  kafkajs: [process.execPath, 'scripts/capture/kafkajs.mjs'],
  'platformatic-classic': [process.execPath, 'scripts/capture/platformatic.mjs'],
  'platformatic-consumer': [process.execPath, 'scripts/capture/platformatic.mjs'],
  'kafka-python': [python, 'scripts/capture/kafka_python.py'],
  confluent: [python, 'scripts/capture/confluent.py'],
};
type Client = keyof typeof clients;

const stepDeadlineMs = 180_000;

const chosen = process.argv.slice(2);
const taps = await Promise.all(captured.map(openTap));
await using broker = await startBroker({
  choice: 'jvm',
  advertisedPorts: taps.map(({ port }) => port),
  report: (step) => console.error(JSON.stringify(step)),
});

for (const client of Object.keys(clients).filter(isClient)) {
  if (chosen.length === 0 || chosen.includes(client)) await capture(client);
}
await Promise.all(taps.map((tap) => tap[Symbol.asyncDispose]()));

async function capture(client: Client): Promise<void> {
  const topic = `orders-${client}`;
  const group = `readers-${client}`;
  const names = topicNames();
  await createTopic(topic);

  const producer = start(client, 0, ['produce', topic, group]);
  await producer.exited;
  const first = start(client, 1, ['consume', topic, group]);
  await first.saw('owning both partitions', owns(2));
  await first.saw('four records fetched and committed', committed);
  const second = start(client, 2, ['consume', topic, group]);
  await Promise.all([first.saw('owning one', owns(1)), second.saw('owning one', owns(1))]);
  await second.saw('reading', (events) => positions(events) === 1);
  second.stop();
  await second.exited;
  await first.saw('owning both again', owns(2));
  await first.saw('reading what it got back', (events) => positions(events) === 3);
  first.stop();
  await first.exited;

  const folder = `fixtures/frames/${client}`;
  await mkdir(folder, { recursive: true });
  for (const [index, { recording }] of [producer, first, second].entries()) {
    await writeFile(`${folder}/${captured[index]}.jsonl`, recording.telling());
  }
  await writeFile(`${folder}/story.txt`, await tellStory(folder));

  function start(client: Client, slot: number, [role, ...settings]: string[]): Actor {
    const tap = taps[slot];
    const upstream = broker.slots[slot];
    if (!tap || !upstream) throw new Error(`There is no slot ${slot}.`);
    const changed = new EventEmitter();
    const events: WireEvent[] = [];
    const recording = recordProcess(names, (event) => {
      events.push(event);
      console.log(client, captured[slot], JSON.stringify(event));
      changed.emit('change');
    });
    tap.onConnection = (socket) =>
      void passThrough(socket, connectUpstream(upstream), openCrossing(recording.hear()), openGate(), () => {});
    const [program = '', script = ''] = clients[client];
    const args = [
      script,
      role ?? '',
      `127.0.0.1:${tap.port}`,
      ...settings,
      client.endsWith('-consumer') ? 'consumer' : 'classic',
    ];
    const child = spawn(program, args, { stdio: 'inherit' });
    return {
      recording,
      exited: once(child, 'exit'),
      stop: () => child.kill('SIGTERM'),
      async saw(what, predicate) {
        const signal = AbortSignal.timeout(stepDeadlineMs);
        while (!predicate(events)) {
          await once(changed, 'change', { signal }).catch(() => {
            throw new Error(`${client} ${captured[slot]}: not ${what} within ${stepDeadlineMs} ms.`);
          });
        }
      },
    };
  }
}

interface Actor {
  readonly recording: Recording;
  readonly exited: Promise<unknown>;
  stop(): void;
  saw(what: string, predicate: (events: readonly WireEvent[]) => boolean): Promise<void>;
}

function positions(events: readonly WireEvent[]): number {
  return events.filter(({ type }) => type === 'positioned').length;
}

function owns(count: number): (events: readonly WireEvent[]) => boolean {
  return (events) => {
    const last = events.findLast((event) => event.type === 'assigned');
    return last?.type === 'assigned' && last.partitions.length === count;
  };
}

function committed(events: readonly WireEvent[]): boolean {
  return [0, 1].every((wanted) =>
    events.some((event) => event.type === 'committed' && event.partition === wanted && event.offset === 2),
  );
}

async function createTopic(topic: string): Promise<void> {
  const admin = new Kafka({ brokers: [broker.adminAddress], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic, numPartitions: 2 }], waitForLeaders: true });
  await admin.disconnect();
}

function isClient(name: string): name is Client {
  return name in clients;
}
