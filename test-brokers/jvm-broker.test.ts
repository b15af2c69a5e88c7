import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fetchV17, metadataV12 } from '@platformatic/kafka';
import { CompressionTypes, Kafka, logLevel } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type BrokerStep, type KafkaBroker, startBroker } from '../src/broker/broker.ts';
import { connectClient } from '../src/client/client.ts';
import { openLink } from '../src/client/link.ts';
import { ownerTag, thisOwner } from '../src/leftovers/owner.ts';
import { processCommandLine } from '../src/leftovers/process-facts.ts';
import { eventually } from '../test/support/eventually.ts';
import { fakeJava } from './fake-java.ts';

const limitMs = 240_000;

/** The run folders of this process's brokers, with the process in each. */
async function ownRunFolders(): Promise<{ folder: string; pid: number }[]> {
  const prefix = `kafka-grader-run-${ownerTag(await thisOwner())}-`;
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(prefix));
  return Promise.all(
    names.map(async (name) => {
      const folder = join(tmpdir(), name);
      return { folder, pid: Number(await readFile(join(folder, 'pids'), 'utf8')) };
    }),
  );
}

describe('a running JVM broker', () => {
  const steps: BrokerStep[] = [];
  const advertisedPorts = [40_001, 40_002, 40_003];
  let broker: KafkaBroker;

  beforeAll(async () => {
    broker = await startBroker({ choice: 'jvm', advertisedPorts, report: (step) => steps.push(step) });
  }, limitMs);

  afterAll(async () => {
    await broker?.[Symbol.asyncDispose]();
  });

  test('tells what it does', () => {
    const types = steps.map(({ type }) => type).filter((type) => type !== 'downloading' && type !== 'preparing');
    expect(types).toEqual(['chosen', 'starting', 'ready']);
    expect(broker).toMatchObject({ kind: 'jvm', version: '4.1.1' });
  });

  test('answers on each slot, and sends clients from there to the advertised port', async () => {
    for (const [index, { host, port }] of broker.slots.entries()) {
      await using link = openLink(`${host}:${port}`);
      const { brokers } = await link.ask('answer', metadataV12.api, []);
      expect(brokers).toMatchObject([{ host: '127.0.0.1', port: advertisedPorts[index] }]);
    }
    expect(broker.slots).toHaveLength(3);
  });

  test('has its coordinators ready', async () => {
    await using link = openLink(broker.adminAddress);
    const { topics } = await link.ask('list topics', metadataV12.api, null);
    expect(topics.map(({ name }) => name).sort()).toEqual(['__consumer_offsets', '__transaction_state']);
  });

  test('stores uncompressed what came compressed', async () => {
    await using client = await connectClient(broker.adminAddress);
    await client.createTopic('compressed', { partitions: 1 });
    const producer = new Kafka({ brokers: [broker.adminAddress], logLevel: logLevel.NOTHING }).producer();
    await producer.connect();
    await producer.send({ topic: 'compressed', compression: CompressionTypes.GZIP, messages: [{ value: 'v' }] });
    await producer.disconnect();

    await using link = openLink(broker.adminAddress);
    const { topics } = await link.ask('describe', metadataV12.api, ['compressed']);
    const partition = {
      partition: 0,
      currentLeaderEpoch: -1,
      fetchOffset: 0n,
      lastFetchedEpoch: -1,
      partitionMaxBytes: 1 << 20,
    };
    const wanted = { topicId: topics[0]?.topicId ?? '', partitions: [partition] };
    const { responses } = await link.ask('read', fetchV17.api, 0, 1, 1 << 20, 1, 0, -1, [wanted], [], '');
    const codecs = responses[0]?.partitions[0]?.records?.map(({ attributes }) => attributes & 0b111);
    expect(codecs).toEqual([0]);
  });

  test('knows what CPU time it has used', async () => {
    expect(await broker.cpuSeconds()).toBeGreaterThan(0);
  });
});

describe('the end of a JVM broker', () => {
  test(
    'leaves no process and no folder when it is disposed of, and is no death',
    async () => {
      const steps: BrokerStep[] = [];
      const broker = await startBroker({ choice: 'jvm', advertisedPorts: [], report: (step) => steps.push(step) });
      const [own] = await ownRunFolders();
      expect(own && (await processCommandLine(own.pid))).toContain(own?.folder);
      await broker[Symbol.asyncDispose]();
      await broker[Symbol.asyncDispose]();
      expect(await ownRunFolders()).toEqual([]);
      expect(own && (await processCommandLine(own.pid))).toBeFalsy();
      expect(steps.filter(({ type }) => type === 'stopped')).toHaveLength(1);
      expect(await Promise.race([broker.died, Promise.resolve('alive')])).toBe('alive');
    },
    limitMs,
  );

  test(
    'is a death when nobody asked for it',
    async () => {
      await using broker = await startBroker({ choice: 'jvm', advertisedPorts: [], report: () => {} });
      const [own] = await ownRunFolders();
      process.kill(own?.pid ?? 0, 'SIGKILL');
      const death = await broker.died;
      expect(death.reason).toBe('SIGKILL');
      expect(death.logTail.join('\n')).toContain('Kafka Server started');
    },
    limitMs,
  );
});

describe('the start of a JVM broker', () => {
  test('says that a wanted port is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const adminPort = typeof address === 'object' ? (address?.port ?? 0) : 0;
    await expect(
      startBroker({ choice: 'jvm', advertisedPorts: [], adminPort, report: () => {} }),
    ).rejects.toMatchObject({ code: 'PORT_TAKEN', message: expect.stringContaining(String(adminPort)) });
    server.close();
  });

  test(
    'can be aborted, and then leaves nothing',
    async () => {
      const abort = new AbortController();
      const starting = startBroker({
        choice: 'jvm',
        advertisedPorts: [],
        report: () => {},
        signal: abort.signal,
      });
      const refused = expect(starting).rejects.toThrow('enough');
      const [own] = await eventually(
        () => ownRunFolders().catch(() => []),
        (folders) => folders.length > 0,
      );
      abort.abort(new Error('enough'));
      await refused;
      expect(await ownRunFolders()).toEqual([]);
      expect(own && (await processCommandLine(own.pid))).toBeFalsy();
    },
    limitMs,
  );

  test(
    'is tried again when the broker dies in it',
    async () => {
      await using java = await fakeJava(`
        if [ ! -e "$here/failed" ]; then touch "$here/failed"; echo 'Address already in use' >&2; exit 1; fi`);
      vi.stubEnv('JAVA_HOME', java.home);
      const steps: BrokerStep[] = [];
      await using broker = await startBroker({
        choice: 'jvm',
        advertisedPorts: [],
        report: (step) => steps.push(step),
      });
      vi.unstubAllEnvs();
      await using client = await connectClient(broker.adminAddress);
      expect(await client.answers(20_000)).toBe(true);
      expect(steps.filter(({ type }) => type === 'start-failed')).toMatchObject([
        { attempt: 1, why: expect.stringContaining('Address already in use') },
      ]);
    },
    limitMs,
  );

  test('that fails every time ends with the last lines of its log, and leaves nothing', async () => {
    await using java = await fakeJava(`echo 'There is no room' >&2; exit 7`);
    vi.stubEnv('JAVA_HOME', java.home);
    const starting = startBroker({ choice: 'jvm', advertisedPorts: [], report: () => {} });
    await expect(starting).rejects.toMatchObject({
      code: 'BROKER_DIED',
      message: expect.stringMatching(/exit code 7[\s\S]*There is no room/),
    });
    vi.unstubAllEnvs();
    expect(await ownRunFolders()).toEqual([]);
  });
});
