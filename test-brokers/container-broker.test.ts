import { readFile } from 'node:fs/promises';
import { metadataV12 } from '@platformatic/kafka';
import Dockerode from 'dockerode';
import { execa } from 'execa';
import { Kafka, logLevel } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type KafkaBroker, startBroker } from '../src/broker/broker.ts';
import { kafkaImage } from '../src/broker/release.ts';
import { connectClient } from '../src/client/client.ts';
import { openLink } from '../src/client/link.ts';
import { labelContainer, removeContainers, sweepContainers } from '../src/docker/container-labels.ts';
import { ownerTag, thisOwner } from '../src/leftovers/owner.ts';
import { eventually } from '../test/support/eventually.ts';
import { fixturesFolder } from '../test/support/fixtures.ts';
import { makeTemporaryFolder } from '../test/support/temporary-folder.ts';

const limitMs = 240_000;
const daemon = new Dockerode();

async function ownContainers() {
  const tag = ownerTag(await thisOwner());
  const all = await daemon.listContainers({ all: true });
  return all.filter(({ Labels }) => Labels['kafka-grader.owner']?.startsWith(tag));
}

describe('a running container broker', () => {
  const advertisedPorts = [40_001, 40_002];
  let broker: KafkaBroker;

  beforeAll(async () => {
    broker = await startBroker({ choice: 'container', advertisedPorts, report: () => {} });
  }, limitMs);

  afterAll(async () => {
    await broker?.[Symbol.asyncDispose]();
  }, limitMs);

  test('answers on each slot, and sends clients from there to the advertised port', async () => {
    for (const [index, { host, port }] of broker.slots.entries()) {
      await using link = openLink(`${host}:${port}`);
      const { brokers } = await link.ask('answer', metadataV12.api, []);
      expect(brokers).toMatchObject([{ host: '127.0.0.1', port: advertisedPorts[index] }]);
    }
    expect(broker.slots).toHaveLength(2);
  });

  test('keeps records, and has the settings of the other kind', async () => {
    await using client = await connectClient(broker.adminAddress);
    await client.createTopic('orders', { partitions: 2 });
    await client.produce('orders', [{ partition: 1, key: 'k', value: 'v' }]);
    expect(await client.readLog('orders')).toEqual({
      ends: [0, 1],
      records: [{ partition: 1, offset: 0, key: 'k', value: 'v' }],
    });
    await using link = openLink(broker.adminAddress);
    const { topics } = await link.ask('list topics', metadataV12.api, null);
    const offsets = topics.find(({ name }) => name === '__consumer_offsets');
    expect(offsets?.partitions).toHaveLength(1);
  });

  test('shares the network of this machine, so that no slot needs a port that Docker publishes', async () => {
    const [own] = await ownContainers();
    expect(own?.HostConfig.NetworkMode).toBe('host');
    expect(own?.Ports).toEqual([]);
  });

  test('listens on the loopback alone', async () => {
    const tables = await Promise.all(['/proc/net/tcp', '/proc/net/tcp6'].map((file) => readFile(file, 'utf8')));
    const addresses = [broker.adminAddress, ...broker.slots.map(({ host, port }) => `${host}:${port}`)];
    for (const address of addresses) {
      const port = Number(address.split(':')[1]).toString(16).toUpperCase().padStart(4, '0');
      const listening = tables.flatMap((table) => table.match(new RegExp(`[0-9A-F]+:${port} 0+:0000 0A`, 'g')) ?? []);
      // Java listens on IPv6 sockets that take IPv4 as well; `0100007F` is 127.0.0.1 as the kernel writes it.
      expect(listening).toEqual([expect.stringMatching(/0100007F:/)]);
    }
  });

  test('takes a transaction, for which it has to connect to itself', async () => {
    await using client = await connectClient(broker.adminAddress);
    await client.createTopic('paid-orders', { partitions: 1 });
    const kafka = new Kafka({ brokers: [broker.adminAddress], logLevel: logLevel.NOTHING, retry: { retries: 2 } });
    const producer = kafka.producer({ transactionalId: 'till', idempotent: true, maxInFlightRequests: 1 });
    await producer.connect();
    const transaction = await producer.transaction();
    await transaction.send({ topic: 'paid-orders', messages: [{ key: 'k', value: 'v' }] });
    await transaction.commit();
    await producer.disconnect();
    expect((await client.readLog('paid-orders')).records).toMatchObject([{ key: 'k', value: 'v' }]);
  });

  test('knows what CPU time it has used', async () => {
    expect(await broker.cpuSeconds()).toBeGreaterThan(0);
  });

  test('that is killed has died, and is removed when it is disposed of', async () => {
    const [own] = await ownContainers();
    await daemon.getContainer(own?.Id ?? '').kill();
    const death = await broker.died;
    expect(death.reason).toBe('SIGKILL');
    expect(death.logTail.join('\n')).toContain('Kafka Server started');
    await broker[Symbol.asyncDispose]();
    expect(await ownContainers()).toEqual([]);
  });
});

test(
  'a grader on another machine than the containers reaches each slot at a port that is published',
  async () => {
    await using folder = await makeTemporaryFolder();
    const grade = [process.execPath, 'bin/kafka-grader.js', 'grade', `${fixturesFolder}/kafka-consumers/reference`];
    const options = ['--broker', 'container', '--only', 'produce.keeps-customer-order', '--json', '--out', folder.path];
    // Under another name than the daemon's, this is another machine.
    const elsewhere = ['--map-root-user', '--uts', 'sh', '-c', 'hostname elsewhere && exec "$@"', 'sh'];
    const { stdout } = await execa('unshare', [...elsewhere, ...grade, ...options]);
    expect(JSON.parse(stdout)).toMatchObject({ final: true, checks: [{ status: 'passed' }] });
  },
  limitMs,
);

test(
  'an aborted start leaves no container',
  async () => {
    const abort = new AbortController();
    const starting = startBroker({
      choice: 'container',
      advertisedPorts: [],
      report: () => {},
      signal: abort.signal,
    });
    const refused = expect(starting).rejects.toThrow('enough');
    await eventually(ownContainers, (containers) => containers.length > 0);
    abort.abort(new Error('enough'));
    await refused;
    expect(await ownContainers()).toEqual([]);
  },
  limitMs,
);

test('a sweep removes what a dead grader left, and nothing of a living one', async () => {
  const living = await labelContainer();
  const dead = { 'kafka-grader.owner': `${ownerTag({ ...(await thisOwner()), startedAt: '00000000' })}-test` };
  for (const Labels of [living, dead]) await daemon.createContainer({ Image: kafkaImage(), Labels });
  await sweepContainers(daemon);
  const left = (await daemon.listContainers({ all: true })).map(({ Labels }) => Labels['kafka-grader.owner']);
  expect(left).toContain(living['kafka-grader.owner']);
  expect(left).not.toContain(dead['kafka-grader.owner']);
  await removeContainers(daemon, living);
});
