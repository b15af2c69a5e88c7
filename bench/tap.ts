/**
 * How fast Fetch answers pass through a tap, beside a proxy that only pipes.
 *
 *     npm run bench:tap
 *
 * The broker's and the client's part are processes of their own; what is measured is this process, which has one thread
 * for JavaScript. An answer is 1 MiB: 4 partitions of 16 batches. Rounds alternate; the median of each kind counts.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { cpus } from 'node:os';
import { splitFrames } from '../src/wiretap/frames.ts';
import { limits } from '../src/wiretap/policy/limits.ts';
import { fetch } from '../src/wiretap/protocol/apis/fetch.ts';
import {
  frameRequest,
  frameResponse,
  readCorrelationId,
  readRequestPreamble,
} from '../src/wiretap/protocol/message.ts';
import { openTaps } from '../src/wiretap/tap-rack.ts';

const apiVersion = 12;
const rounds = 7;
const answersPerRound = 1024;
const unansweredAtMost = 4;
const partitions = [0, 1, 2, 3];
const batchesPerPartition = 16;
const batchBytes = 16 * 1024;

const [, file = '', role, port] = process.argv;
if (role === 'broker') await actAsBroker();
else if (role === 'client') actAsClient(Number(port));
else await compare();

interface Round {
  readonly bytes: number;
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
}

async function compare(): Promise<void> {
  const broker = fork(file, ['broker']);
  const [brokerPort]: unknown[] = await once(broker, 'message');
  const upstream = { host: '127.0.0.1', port: Number(brokerPort) };
  let events = 0;

  // As fast as it can: what slows a greedy process down is left out.
  await using taps = await openTaps(1, { ...limits, 'received-bytes-per-second': Number.MAX_SAFE_INTEGER });
  taps.connect([upstream]);
  await using _lease = taps.lease(taps.openEstate(), () => {
    events += 1;
  });
  const pipe = createServer((client) => {
    const counterpart = connect(upstream);
    client.pipe(counterpart).pipe(client);
  }).listen(0, '127.0.0.1');
  await once(pipe, 'listening');
  const pipePort = portOf(pipe.address());

  const measured: Record<'tap' | 'pipe', Round[]> = { tap: [], pipe: [] };
  for (let round = 0; round < rounds; round += 1) {
    measured.pipe.push(await measure(pipePort));
    measured.tap.push(await measure(taps.ports[0] ?? 0));
  }
  pipe.close();
  broker.kill();
  report(measured, events);
}

async function measure(throughPort: number): Promise<Round> {
  const client: ChildProcess = fork(file, ['client', String(throughPort)]);
  await once(client, 'message');
  const [beganMs, began] = [performance.now(), process.cpuUsage()];
  client.send('go');
  const [bytes]: unknown[] = await once(client, 'message');
  const used = process.cpuUsage(began);
  const wallSeconds = (performance.now() - beganMs) / 1e3;
  await once(client, 'exit');
  return { bytes: Number(bytes), wallSeconds, cpuSeconds: (used.user + used.system) / 1e6 };
}

function report(measured: Record<'tap' | 'pipe', Round[]>, events: number): void {
  const cpuPerGb = (round: Round) => round.cpuSeconds / (round.bytes / 1e9);
  const rate = (round: Round) => round.bytes / 1e6 / round.wallSeconds;
  console.log(`${cpus()[0]?.model}, ${cpus().length} cores, Node ${process.version}`);
  console.log(`${rounds} rounds of ${answersPerRound} Fetch answers (v${apiVersion}); ${events} events`);
  for (const kind of ['pipe', 'tap'] as const) {
    const cpu = median(measured[kind].map(cpuPerGb));
    const spread = measured[kind].map((round) => cpuPerGb(round).toFixed(2)).join(' ');
    console.log(
      `${kind.padEnd(4)}  ${median(measured[kind].map(rate)).toFixed(0)} MB/s   ${cpu.toFixed(2)} CPU-s/GB (${spread})   ` +
        `${(1e3 / cpu).toFixed(0)} MB per CPU second`,
    );
  }
  const ratio = median(measured.tap.map(cpuPerGb)) / median(measured.pipe.map(cpuPerGb));
  console.log(`tap / pipe: ${ratio.toFixed(2)} times the CPU`);
}

async function actAsBroker(): Promise<void> {
  const answer = largeAnswer();
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.on(
      'data',
      splitFrames(8, ({ bytes }) => {
        const own = Buffer.from(answer);
        own.writeInt32BE(readRequestPreamble(bytes).correlationId, 4);
        socket.write(own);
      }),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  process.send?.(portOf(server.address()));
}

function actAsClient(throughPort: number): void {
  const socket = connect(throughPort, '127.0.0.1', () => process.send?.('ready'));
  let [asked, answered, bytes] = [0, 0, 0];
  const ask = () => {
    asked += 1;
    socket.write(request(asked));
  };
  const take = splitFrames(4, (frame) => {
    answered = readCorrelationId(frame.bytes);
    if (asked < answersPerRound) ask();
    if (answered === answersPerRound) process.send?.(bytes, () => process.exit());
  });
  socket.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    take(chunk);
  });
  process.once('message', () => {
    for (let count = 0; count < unansweredAtMost; count += 1) ask();
  });
}

function request(correlationId: number): Buffer {
  return frameRequest(
    fetch,
    { apiVersion, correlationId, clientId: 'bench' },
    {
      clusterId: null,
      replicaId: -1,
      replicaState: null,
      maxWaitMs: 500,
      minBytes: 1,
      maxBytes: 1024 * 1024,
      isolationLevel: 0,
      sessionId: 0,
      sessionEpoch: -1,
      topics: [
        {
          name: 'orders',
          topicId: null,
          partitions: partitions.map((partition) => ({
            partition,
            currentLeaderEpoch: -1,
            fetchOffset: 0,
            lastFetchedEpoch: -1,
            logStartOffset: -1,
            partitionMaxBytes: 256 * 1024,
            replicaDirectoryId: null,
            highWatermark: null,
          })),
        },
      ],
      forgottenTopics: [],
      rackId: '',
    },
  );
}

function largeAnswer(): Buffer {
  return frameResponse(
    fetch,
    { apiVersion, correlationId: 0 },
    {
      throttleTimeMs: 0,
      errorCode: 0,
      sessionId: 0,
      topics: [
        {
          name: 'orders',
          topicId: null,
          partitions: partitions.map((partition) => ({
            partition,
            errorCode: 0,
            highWatermark: 1_000_000,
            lastStableOffset: 1_000_000,
            logStartOffset: 0,
            divergingEpoch: null,
            currentLeader: null,
            snapshotId: null,
            abortedTransactions: null,
            preferredReadReplica: -1,
            records: Buffer.concat(Array.from({ length: batchesPerPartition }, (_, index) => batch(index))),
          })),
        },
      ],
      nodeEndpoints: null,
    },
  );
}

/** 100 records of some bytes. */
function batch(index: number): Buffer {
  const bytes = Buffer.alloc(batchBytes, 0x7b);
  bytes.writeBigInt64BE(BigInt(index * 100), 0);
  bytes.writeInt32BE(batchBytes - 12, 8);
  bytes.writeInt8(2, 16);
  bytes.writeInt16BE(0, 21);
  bytes.writeInt32BE(99, 23);
  bytes.writeInt32BE(100, 57);
  return bytes;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new TypeError('a TCP server has a port');
  return address.port;
}
