/** What an attack aims at, made for it alone, and whether it got there: seen from outside, whatever it says of itself. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { closeSync, existsSync, openSync } from 'node:fs';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GradingWorld } from '../src/grading/world.ts';
import { makeRunFolder } from '../src/leftovers/run-folder.ts';
import type { Spoil } from '../test/support/hostile-cases.ts';

/** What a well-informed attacker knows. */
export interface Targets {
  /** Shows whose processes, connections and files they are. */
  readonly word: string;
  /** The grader's, which nobody else may read. */
  readonly secretFile: string;
  readonly neighbourFolder: string;
  /** Not there; nobody but the grader may write it. */
  readonly canaryFile: string;
  /** Not there; the machine lets everybody write it. */
  readonly sharedMemoryFile: string;
  /** On the command line of a process that has nothing to do with the submission. */
  readonly canaryWord: string;
  /** A service on every address of the machine, by TCP and UDP. */
  readonly port: number;
  readonly machineAddress: string;
  readonly socketPath: string;
  readonly topic: string;
  /** Has committed offset 2 of the topic's only partition. */
  readonly group: string;
  /** The port of the tap of a process that has nothing to do with the submission. */
  readonly neighbourTap: number;
}

export interface Trap extends AsyncDisposable {
  readonly targets: Targets;
  /** What the attack has got to by now. */
  sprung(): Promise<ReadonlySet<Spoil>>;
  /** Of what is only for the grader; whoever shows one of them has read it. */
  readonly secrets: readonly string[];
}

export async function setTrap(world: GradingWorld): Promise<Trap> {
  const word = `hostile-${randomUUID()}`;
  const folder = await mkdtemp(join(tmpdir(), 'hostile-trap-'));
  const [secret, neighboursSecret, topicSecret] = [randomUUID(), randomUUID(), randomUUID()];
  const secretFile = join(folder, 'secret.json');
  await writeFile(secretFile, JSON.stringify(secret), { mode: 0o600 });
  const neighbour = await openNeighbour(neighboursSecret);
  const services = await openServices(word, join(folder, 'socket'));
  const topic = `${word}-topic`;
  const group = `${word}-group`;
  await world.client.createTopic(topic, { partitions: 1 });
  await world.client.produce(
    topic,
    ['1', '2', topicSecret].map((value) => ({ partition: 0, key: null, value })),
  );
  await world.client.commitOffsets(group, topic, [2]);
  let isSpokenFor = false;
  const estate = world.taps.openEstate();
  estate.claim('topic', topic, 'made-up');
  estate.claim('group', group, 'made-up');
  const lease = world.taps.lease(estate, ({ type }) => {
    if (type === 'connected') isSpokenFor = true;
  });
  const targets: Targets = {
    word,
    secretFile,
    neighbourFolder: neighbour.folder,
    canaryFile: join(folder, 'canary'),
    sharedMemoryFile: `/dev/shm/${word}`,
    canaryWord: neighbour.word,
    port: services.port,
    machineAddress: addressOfThisMachine(),
    socketPath: join(folder, 'socket'),
    topic,
    group,
    neighbourTap: Number(new URL(`kafka://${lease.address}`).port),
  };
  const writtenFiles = () => [targets.canaryFile, targets.sharedMemoryFile].some((file) => existsSync(file));

  return {
    targets,
    secrets: [process.env['KAFKA_GRADER_TEST_SECRET'] ?? '', secret, neighboursSecret, topicSecret],
    async sprung() {
      const records = await world.client.readLog(topic).catch(() => null);
      const [offset] = await world.client.committedOffsets(group, topic, 1);
      const found: Record<
        Exclude<Spoil, 'secret-read' | 'limit-passed' | 'report-steered' | 'grader-changed'>,
        boolean
      > = {
        'file-written': writtenFiles(),
        'process-killed': neighbour.process.exitCode !== null || neighbour.process.signalCode !== null,
        'process-left': (await processesWith(word)).length > 0,
        'service-reached': services.wasReached(),
        'neighbour-spoken-for': isSpokenFor || (await neighbour.output()) !== '',
        'topic-changed': records?.records.length !== 3,
        'offsets-changed': offset !== 2,
      };
      return new Set(keysOf(found).filter((spoil) => found[spoil]));
    },
    async [Symbol.asyncDispose]() {
      for (const pid of await processesWith(word)) process.kill(pid, 'SIGKILL');
      await lease[Symbol.asyncDispose]();
      estate[Symbol.dispose]();
      await services[Symbol.asyncDispose]();
      await neighbour[Symbol.asyncDispose]();
      await rm(targets.sharedMemoryFile, { force: true });
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function keysOf<K extends string>(record: Readonly<Record<K, boolean>>): K[] {
  return Object.keys(record).filter((key): key is K => key in record);
}

/** Another grading's folder, with what was handed in there and a process that prints nothing. */
async function openNeighbour(secret: string) {
  const folder = await makeRunFolder();
  const word = `neighbour-${randomUUID()}`;
  const workspace = await mkdtemp(join(folder, 'programs-'));
  await writeFile(join(workspace, 'consumer.ts'), `// ${secret}`);
  await chmod(workspace, 0o777);
  const stdout = join(folder, 'neighbour-stdout');
  const stream = openSync(stdout, 'ax');
  const child: ChildProcess = spawn(process.execPath, ['-e', `/* ${word} */ setInterval(() => {}, 1_000)`, workspace], {
    stdio: ['ignore', stream, 'ignore'],
  });
  closeSync(stream);
  await once(child, 'spawn');
  return {
    folder,
    word,
    process: child,
    output: () => readFile(stdout, 'utf8'),
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What listens on this machine and has nothing to do with Kafka: by TCP and UDP, and on Unix sockets with and without a path. */
async function openServices(word: string, socketPath: string) {
  let wasReached = false;
  const reached = () => {
    wasReached = true;
  };
  const open = new Set<Socket>();
  const serve = async (where: { port: number } | { path: string }): Promise<Server> => {
    const server = createServer((socket) => {
      open.add(socket.on('data', reached).on('error', () => {}));
    });
    server.listen(where);
    await once(server, 'listening');
    return server;
  };
  const tcp = await serve({ port: 0 });
  const address = tcp.address();
  if (address === null || typeof address === 'string') throw new TypeError('a TCP server has a port');
  const unix = [await serve({ path: socketPath }), await serve({ path: `\0${word}` })];
  const udp = createSocket('udp4').on('message', reached);
  udp.bind(address.port);
  await once(udp, 'listening');
  return {
    port: address.port,
    wasReached: () => wasReached,
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy();
      for (const server of [tcp, ...unix]) {
        server.close();
        await once(server, 'close');
      }
      udp.close();
    },
  };
}

function addressOfThisMachine(): string {
  const addresses = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  return addresses.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1';
}

async function processesWith(word: string): Promise<number[]> {
  const pids = (await readdir('/proc')).map(Number).filter((pid) => Number.isInteger(pid) && pid !== process.pid);
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
  return pids.filter((_, index) => lines[index]?.includes(word));
}
