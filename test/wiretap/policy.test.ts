/** What a program may ask of Kafka through its tap, and how it is refused the rest: real clients, a real broker. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { inspect } from 'node:util';
import {
  Admin as PlatformaticAdmin,
  Consumer as PlatformaticConsumer,
  Producer as PlatformaticProducer,
  ProduceAcks,
} from '@platformatic/kafka';
import { type Admin, ConfigResourceTypes, Kafka, logLevel } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type KafkaBroker, startBroker } from '../../src/broker/broker.ts';
import { connectClient, type KafkaClient } from '../../src/client/client.ts';
import type { WireEvent } from '../../src/evidence/observation.ts';
import { splitFrames } from '../../src/wiretap/frames.ts';
import type { Estate } from '../../src/wiretap/policy/estates.ts';
import { guardedVersions } from '../../src/wiretap/policy/judge.ts';
import { limits } from '../../src/wiretap/policy/limits.ts';
import { apiName } from '../../src/wiretap/protocol/api-keys.ts';
import { deleteTopics } from '../../src/wiretap/protocol/apis/delete-topics.ts';
import { fetch } from '../../src/wiretap/protocol/apis/fetch.ts';
import { listTransactions } from '../../src/wiretap/protocol/apis/list-transactions.ts';
import { metadata } from '../../src/wiretap/protocol/apis/metadata.ts';
import { produce } from '../../src/wiretap/protocol/apis/produce.ts';
import { arrayOf, int16, struct } from '../../src/wiretap/protocol/field-types.ts';
import { frameRequest, readCorrelationId, readResponse } from '../../src/wiretap/protocol/message.ts';
import { read } from '../../src/wiretap/protocol/read.ts';
import { Source } from '../../src/wiretap/protocol/source.ts';
import { openTaps, type TapRack, type Tenant } from '../../src/wiretap/tap-rack.ts';
import { eventually } from '../support/eventually.ts';
import { testBroker } from '../support/test-broker.ts';

const slots = 3;
let taps: TapRack;
let broker: KafkaBroker;
let client: KafkaClient;
let mine: Estate;
let theirs: Estate;

beforeAll(async () => {
  taps = await openTaps(slots);
  broker = await startBroker({ choice: testBroker, advertisedPorts: taps.ports, report: () => {} });
  taps.connect(broker.slots);
  client = await connectClient(broker.adminAddress);
  mine = taps.openEstate();
  theirs = taps.openEstate();
}, 120_000);

afterAll(async () => {
  await client?.[Symbol.asyncDispose]();
  await broker?.[Symbol.asyncDispose]();
  await taps?.[Symbol.asyncDispose]();
});

let made = 0;

/** A topic of two partitions with a record in it. */
async function topicOf(estate: Estate): Promise<string> {
  const topic = `orders-${++made}`;
  estate.claim('topic', topic, 'made-up');
  await client.createTopic(topic, { partitions: 2 });
  await client.produce(topic, [{ partition: 0, key: null, value: 'tea' }]);
  return topic;
}

/** A group that has committed something for the topic. */
async function groupOf(estate: Estate, topic: string): Promise<string> {
  const group = `readers-${++made}`;
  estate.claim('group', group, 'made-up');
  await client.commitOffsets(group, topic, [1, 0]);
  return group;
}

interface Talking extends AsyncDisposable {
  readonly address: string;
  readonly violations: () => (WireEvent & { type: 'violation' })[];
  readonly events: readonly WireEvent[];
}

function talkAs(tenant: Tenant): Talking {
  const events: WireEvent[] = [];
  const lease = taps.lease(tenant, (event) => events.push(event));
  return {
    address: lease.address,
    events,
    violations: () => events.filter((event) => event.type === 'violation'),
    [Symbol.asyncDispose]: () => lease[Symbol.asyncDispose](),
  };
}

function kafkajs(address: string): Kafka {
  return new Kafka({ brokers: [address], logLevel: logLevel.NOTHING, retry: { retries: 1 } });
}

/** What kafkajs's admin gets told, and what was seen of it. */
async function asAdmin<T>(tenant: Tenant, ask: (admin: Admin) => Promise<T>) {
  await using talking = talkAs(tenant);
  const admin = kafkajs(talking.address).admin();
  await admin.connect();
  try {
    const answer = await ask(admin).then(
      (value) => ({ value, error: null }),
      (error: unknown) => ({ value: null, error: errorTypeOf(error) }),
    );
    // The connection is still good for what is allowed.
    if (tenant !== 'unguarded') await admin.listTopics();
    return { ...answer, violations: talking.violations() };
  } finally {
    await admin.disconnect();
  }
}

function errorTypeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('errors' in error && Array.isArray(error.errors)) return errorTypeOf(error.errors[0]);
  if ('groups' in error && Array.isArray(error.groups)) return errorTypeOf(error.groups[0].error);
  return 'type' in error ? String(error.type) : error.message;
}

function everythingIn(error: unknown): string {
  return inspect(error, { depth: null });
}

describe('kafkajs is refused', () => {
  test('deleting a topic, its own or not', async () => {
    for (const topic of [await topicOf(mine), await topicOf(theirs)]) {
      const { error, violations } = await asAdmin(mine, (admin) => admin.deleteTopics({ topics: [topic] }));
      expect(error).toBe('TOPIC_AUTHORIZATION_FAILED');
      expect(violations).toMatchObject([{ api: 'DeleteTopics', rule: 'forbidden', names: [topic], error: 29 }]);
      expect((await client.readLog(topic)).records).toHaveLength(1);
    }
    const topic = await topicOf(theirs);
    expect(await asAdmin('unguarded', (admin) => admin.deleteTopics({ topics: [topic] }))).toMatchObject({
      error: null,
      violations: [],
    });
    expect((await asAdmin(mine, (admin) => admin.listTopics())).value).not.toContain(topic);
  });

  test('creating a topic that nobody made for it', async () => {
    const create = (topic: string) => (admin: Admin) =>
      admin.createTopics({ topics: [{ topic }], waitForLeaders: true });
    const { error, violations } = await asAdmin(mine, create('surprise'));
    expect(error).toBe('TOPIC_AUTHORIZATION_FAILED');
    expect(violations).toMatchObject([{ api: 'CreateTopics', rule: 'forbidden', names: ['surprise'], error: 29 }]);
    expect(await asAdmin('unguarded', create('surprise'))).toMatchObject({ value: true, error: null });
  });

  test('changing configurations', async () => {
    const topic = await topicOf(mine);
    const alter = (admin: Admin) =>
      admin.alterConfigs({
        validateOnly: false,
        resources: [
          { type: ConfigResourceTypes.TOPIC, name: topic, configEntries: [{ name: 'retention.ms', value: '1' }] },
        ],
      });
    const { error, violations } = await asAdmin(mine, alter);
    expect(error).toBe('TOPIC_AUTHORIZATION_FAILED');
    expect(violations).toMatchObject([{ api: 'AlterConfigs', rule: 'forbidden', names: [topic], error: 29 }]);
    expect((await asAdmin('unguarded', alter)).error).toBeNull();
  });

  test('deleting records and adding partitions', async () => {
    const topic = await topicOf(mine);
    const deleteRecords = async (admin: Admin) => {
      await admin.fetchTopicOffsets(topic);
      await admin.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: '1' }] });
    };
    const addPartitions = (admin: Admin) => admin.createPartitions({ topicPartitions: [{ topic, count: 5 }] });
    expect((await asAdmin(mine, addPartitions)).violations).toMatchObject([{ api: 'CreatePartitions' }]);
    expect((await asAdmin(mine, deleteRecords)).violations).toMatchObject([{ api: 'DeleteRecords' }]);
    expect((await client.readLog(topic)).records).toHaveLength(1);
    const { error, value } = await asAdmin('unguarded', async (admin) => {
      await deleteRecords(admin);
      return (await admin.fetchTopicOffsets(topic)).find(({ partition }) => partition === 0)?.low;
    });
    expect({ error, value }).toEqual({ error: null, value: '1' });
    expect((await asAdmin('unguarded', addPartitions)).error).toBeNull();
  });

  test('deleting a group, its own or not', async () => {
    const topic = await topicOf(theirs);
    for (const group of [await groupOf(mine, topic), await groupOf(theirs, topic)]) {
      const { error, violations } = await asAdmin(mine, (admin) => admin.deleteGroups([group]));
      expect(error).toBe('GROUP_AUTHORIZATION_FAILED');
      expect(violations).toMatchObject([{ api: 'DeleteGroups', rule: 'forbidden', names: [group], error: 30 }]);
      expect(await client.committedOffsets(group, topic, 2)).toEqual([1, 0]);
    }
    const group = await groupOf(theirs, topic);
    expect((await asAdmin('unguarded', (admin) => admin.deleteGroups([group]))).error).toBeNull();
    expect(await client.committedOffsets(group, topic, 2)).toEqual([null, null]);
  });

  test('describing a group of others, reading its offsets and setting them', async () => {
    const topic = await topicOf(mine);
    const group = await groupOf(theirs, topic);
    const read = (admin: Admin) => admin.fetchOffsets({ groupId: group, topics: [topic] });
    const describeIt = async (admin: Admin) => (await admin.describeGroups([group])).groups[0]?.state;
    const set = (admin: Admin) =>
      admin.setOffsets({ groupId: group, topic, partitions: [{ partition: 0, offset: '0' }] });
    expect(await asAdmin(mine, read)).toMatchObject({
      error: 'GROUP_AUTHORIZATION_FAILED',
      violations: [{ api: 'OffsetFetch', rule: 'foreign', names: [group], error: 30 }],
    });
    expect(await asAdmin(mine, describeIt)).toMatchObject({
      violations: [{ api: 'DescribeGroups', rule: 'foreign', names: [group], error: 30 }],
    });
    expect((await asAdmin(mine, set)).violations).not.toEqual([]);
    expect(await client.committedOffsets(group, topic, 2)).toEqual([1, 0]);
    expect((await asAdmin('unguarded', read)).error).toBeNull();
    expect(await asAdmin('unguarded', describeIt)).toMatchObject({ error: null, value: 'Empty' });
    expect((await asAdmin('unguarded', set)).error).toBeNull();
    expect(await client.committedOffsets(group, topic, 2)).toEqual([0, 0]);
  });

  test('reading and writing a topic of others', async () => {
    const topic = await topicOf(theirs);
    const send = async (tenant: Tenant) => {
      await using talking = talkAs(tenant);
      const producer = kafkajs(talking.address).producer();
      await producer.connect();
      const error = await producer.send({ topic, messages: [{ value: 'poison' }] }).then(() => null, errorTypeOf);
      await producer.disconnect();
      return { error, violations: talking.violations() };
    };
    expect(await send(mine)).toMatchObject({
      error: expect.stringContaining('Topic authorization failed'),
      violations: [{ api: 'Metadata', rule: 'foreign', names: [topic], error: 29 }],
    });
    expect((await client.readLog(topic)).records).toHaveLength(1);
    expect(await send('unguarded')).toMatchObject({ error: null, violations: [] });
    expect((await client.readLog(topic)).records).toHaveLength(2);
  });

  test('joining a group of others, which is seen', async () => {
    const topic = await topicOf(mine);
    const group = await groupOf(theirs, topic);
    await using talking = talkAs(mine);
    const consumer = kafkajs(talking.address).consumer({ groupId: group });
    await consumer.connect();
    await consumer.subscribe({ topic });
    const crashed = new Promise<string>((resolve) => {
      consumer.on('consumer.crash', ({ payload }) => resolve(errorTypeOf(payload.error)));
    });
    await consumer.run({ eachMessage: async () => {} });
    expect(await crashed).toBe('GROUP_AUTHORIZATION_FAILED');
    expect((await client.describeGroup(group)).state).toBe('Empty');
    expect(talking.events).toContainEqual(expect.objectContaining({ type: 'join-asked', group }));
    expect(talking.events).toContainEqual(expect.objectContaining({ type: 'joined', group, error: 30 }));
    await consumer.disconnect();
  });
});

describe('kafkajs may', () => {
  test('create the topic that it was given, look at everything of its own, and set its own offsets', async () => {
    const topic = await topicOf(mine);
    const group = await groupOf(mine, topic);
    const { value, error, violations } = await asAdmin(mine, async (admin) => ({
      isNew: await admin.createTopics({ topics: [{ topic, numPartitions: 7 }], waitForLeaders: true }),
      topics: await admin.listTopics(),
      partitions: (await admin.fetchTopicMetadata({ topics: [topic] })).topics[0]?.partitions.length,
      offsets: await admin.fetchTopicOffsets(topic),
      committed: await admin.fetchOffsets({ groupId: group, topics: [topic] }),
      described: (await admin.describeGroups([group])).groups[0]?.state,
      set: await admin.setOffsets({ groupId: group, topic, partitions: [{ partition: 0, offset: '0' }] }),
      reset: await admin.resetOffsets({ groupId: group, topic, earliest: true }),
      groups: (await admin.listGroups()).groups.map(({ groupId }) => groupId),
      cluster: (await admin.describeCluster()).brokers.length,
      configs: (
        await admin.describeConfigs({
          includeSynonyms: false,
          resources: [{ type: ConfigResourceTypes.TOPIC, name: topic }],
        })
      ).resources.length,
    }));
    expect({ error, violations }).toEqual({ error: null, violations: [] });
    expect(value).toMatchObject({ isNew: false, partitions: 2, described: 'Empty', cluster: 1, configs: 1 });
    expect(value?.topics).toContain(topic);
    expect(value?.groups).toContain(group);
  });

  test('ask for topics and groups that nobody has made: that they are not there is the broker’s to say', async () => {
    const { violations } = await asAdmin(mine, async (admin) => {
      await admin.describeGroups(['my-group']);
      return admin.fetchTopicMetadata({ topics: ['test_topic'] });
    });
    expect(violations).toEqual([]);
  });
});

describe('@platformatic/kafka', () => {
  async function asPlatformatic<T>(tenant: Tenant, ask: (admin: PlatformaticAdmin) => Promise<T>) {
    await using talking = talkAs(tenant);
    const admin = new PlatformaticAdmin({ clientId: 'test', bootstrapBrokers: [talking.address], retries: 0 });
    try {
      const error = await ask(admin).then(() => null, everythingIn);
      return { error, violations: talking.violations() };
    } finally {
      await admin.close();
    }
  }

  test('is refused deleting topics and groups, and describing groups of others', async () => {
    const topic = await topicOf(mine);
    const group = await groupOf(theirs, topic);
    const deleteTopics = (admin: PlatformaticAdmin) => admin.deleteTopics({ topics: [topic] });
    const deleteGroups = (admin: PlatformaticAdmin) => admin.deleteGroups({ groups: [group] });
    const describeIt = (admin: PlatformaticAdmin) => admin.describeGroups({ groups: [group] });
    expect(await asPlatformatic(mine, deleteTopics)).toMatchObject({
      error: expect.stringContaining('errorCode: 29'),
      violations: [{ api: 'DeleteTopics', rule: 'forbidden', names: [topic], error: 29 }],
    });
    expect(await asPlatformatic(mine, deleteGroups)).toMatchObject({
      error: expect.stringContaining('errorCode: 30'),
      violations: [{ api: 'DeleteGroups', rule: 'forbidden', names: [group], error: 30 }],
    });
    expect(await asPlatformatic(mine, describeIt)).toMatchObject({
      error: expect.stringContaining('errorCode: 30'),
      violations: [{ api: 'DescribeGroups', rule: 'foreign', names: [group], error: 30 }],
    });
    expect((await asPlatformatic('unguarded', describeIt)).error).toBeNull();
    expect((await asPlatformatic('unguarded', deleteGroups)).error).toBeNull();
    expect((await asPlatformatic('unguarded', deleteTopics)).error).toBeNull();
  });

  test('may create the topic that it was given, and no other', async () => {
    const topic = await topicOf(mine);
    const create = (name: string) => (admin: PlatformaticAdmin) => admin.createTopics({ topics: [name] });
    expect(await asPlatformatic(mine, create(topic))).toMatchObject({
      error: expect.stringContaining('errorCode: 36'),
      violations: [],
    });
    expect(await asPlatformatic(mine, create('another'))).toMatchObject({
      error: expect.stringContaining('errorCode: 29'),
      violations: [{ api: 'CreateTopics', names: ['another'] }],
    });
  });

  test('is refused writing to a topic of others', async () => {
    const topic = await topicOf(theirs);
    await using talking = talkAs(mine);
    const producer = new PlatformaticProducer({ clientId: 'test', bootstrapBrokers: [talking.address], retries: 0 });
    const error = await producer
      .send({ acks: ProduceAcks.LEADER, messages: [{ topic, value: Buffer.from('poison') }] })
      .then(() => null, everythingIn);
    await producer.close();
    expect(error).toContain('errorCode: 29');
    expect(talking.violations()).toMatchObject([{ api: 'Metadata', rule: 'foreign', names: [topic] }]);
  });
});

describe('a connection', () => {
  const header = (correlationId: number, apiVersion: number) => ({ apiVersion, correlationId, clientId: 'test' });
  const ask = (correlationId: number) =>
    frameRequest(listTransactions, header(correlationId, 0), {
      stateFilters: [],
      producerIdFilters: [],
      durationFilterMs: null,
      transactionalIdPattern: null,
    });
  /** The broker takes its time: there is nothing to fetch at the end of the topic. */
  const fetchSlowly = (correlationId: number, topic: string) =>
    frameRequest(fetch, header(correlationId, 12), {
      clusterId: null,
      replicaId: -1,
      replicaState: null,
      maxWaitMs: 200,
      minBytes: 1,
      maxBytes: 1_000_000,
      isolationLevel: 0,
      sessionId: 0,
      sessionEpoch: -1,
      topics: [
        {
          name: topic,
          topicId: null,
          partitions: [
            {
              partition: 1,
              currentLeaderEpoch: -1,
              fetchOffset: 0,
              lastFetchedEpoch: -1,
              logStartOffset: -1,
              partitionMaxBytes: 1_000_000,
              replicaDirectoryId: null,
              highWatermark: null,
            },
          ],
        },
      ],
      forgottenTopics: [],
      rackId: '',
    });
  const deleteIt = (correlationId: number, topic: string) =>
    frameRequest(deleteTopics, header(correlationId, 5), { topics: null, topicNames: [topic], timeoutMs: 1_000 });
  const metadataOf = (correlationId: number, topic: string | null) =>
    frameRequest(metadata, header(correlationId, 9), {
      topics: topic === null ? null : [{ topicId: null, name: topic }],
      allowAutoTopicCreation: false,
      includeClusterAuthorizedOperations: false,
      includeTopicAuthorizedOperations: false,
    });

  test.each([1, 7, 100_000])('is answered in order, what is refused and what is not, in chunks of %i', async (size) => {
    const topic = await topicOf(mine);
    await using talking = talkAs(mine);
    const socket = dial(talking);
    const answers = answersOn(socket);
    const requests = Buffer.concat([
      ask(1),
      fetchSlowly(2, topic),
      deleteIt(3, topic),
      ask(4),
      metadataOf(5, topic),
      fetchSlowly(6, topic),
      ask(7),
    ]);
    for (let at = 0; at < requests.length; at += size) socket.write(requests.subarray(at, at + size));
    socket.end();
    expect((await answers).map(readCorrelationId)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(readResponse(deleteTopics, 5, (await answers)[2] ?? Buffer.alloc(0)).topics).toMatchObject([
      { name: topic, errorCode: 29 },
    ]);
    expect(readResponse(metadata, 9, (await answers)[4] ?? Buffer.alloc(0)).topics).toMatchObject([
      { name: topic, errorCode: 0 },
    ]);
    expect(talking.violations().map(({ api }) => api)).toEqual(['ListTransactions', 'DeleteTopics']);
  });

  test('is ended at an API that no program needs; what was asked before is answered', async () => {
    const topic = await topicOf(mine);
    await using talking = talkAs(mine);
    const socket = dial(talking);
    const answers = answersOn(socket);
    const writeTxnMarkers = Buffer.from('0000000a001b00010000000200000000', 'hex').subarray(0, 14);
    socket.write(Buffer.concat([metadataOf(1, topic), writeTxnMarkers, metadataOf(3, topic)]));
    expect((await answers).map(readCorrelationId)).toEqual([1]);
    expect(talking.violations()).toMatchObject([{ api: 'WriteTxnMarkers', rule: 'forbidden', names: [], error: null }]);
  });

  test('is ended where what comes is not Kafka’s protocol, or too large', async () => {
    await using talking = talkAs(mine);
    for (const bytes of [Buffer.from('0000000100', 'hex'), Buffer.from('01000001000000070000000100000000', 'hex')]) {
      const socket = dial(talking);
      socket.write(bytes);
      expect(await answersOn(socket)).toEqual([]);
    }
    expect(talking.events).toContainEqual(expect.objectContaining({ type: 'violation', rule: 'unreadable' }));
    expect(talking.events).toContainEqual(expect.objectContaining({ type: 'limited', limit: 'request-bytes' }));
  });

  test('is refused beside too many others, and let in when one of them has ended', async () => {
    await using talking = talkAs(mine);
    const sockets = Array.from({ length: limits.connections }, () => dial(talking));
    const greet = async (socket: Socket) => {
      socket.write(metadataOf(1, null));
      const ended = Promise.race([once(socket, 'end'), once(socket, 'close')]);
      return Promise.race([once(socket, 'data').then(() => 'answered'), ended.then(() => 'ended')]);
    };
    expect(new Set(await Promise.all(sockets.map(greet)))).toEqual(new Set(['answered']));
    expect(await greet(dial(talking))).toBe('ended');
    expect(talking.events.filter(({ type }) => type === 'limited')).toMatchObject([
      { limit: 'connections', allowed: limits.connections },
    ]);
    sockets[0]?.destroy();
    await eventually(
      async () => talking.events.some(({ type }) => type === 'disconnected'),
      (hasEnded) => hasEnded,
    );
    const another = dial(talking);
    expect(await greet(another)).toBe('answered');
    for (const socket of [...sockets, another]) socket.destroy();
  });

  test('is slowed down where it asks too much at once, and answered all the same', async () => {
    await using talking = talkAs(mine);
    const socket = dial(talking);
    const answers = answersOn(socket);
    const count = limits['requests-per-second'] * 4;
    socket.end(Buffer.concat(Array.from({ length: count }, (_, index) => ask(index))));
    expect((await answers).map(readCorrelationId)).toEqual(Array.from({ length: count }, (_, index) => index));
    expect(talking.events).toContainEqual(expect.objectContaining({ type: 'limited', limit: 'requests-per-second' }));
  });

  test('is offered no API and no version that the policy does not know', async () => {
    await using talking = talkAs(mine);
    const socket = dial(talking);
    const apiVersions = Buffer.from('0000000a00120000000000010000', 'hex');
    socket.end(apiVersions);
    const [answer = Buffer.alloc(0)] = await answersOn(socket);
    const offered = read(
      struct({ errorCode: int16, apis: arrayOf({ key: int16, from: int16, to: int16 }) }),
      new Source(answer.subarray(4)),
      { version: 0, flexible: false },
    ).apis;
    expect(offered.length).toBeGreaterThan(50);
    for (const { key, from, to } of offered) {
      expect(apiName(key)).not.toMatch(/^API /);
      const versions = guardedVersions(key);
      if (versions) {
        // Kafka names older versions of Produce for the sake of an old client, and takes none of them.
        const first = key === produce.key ? 3 : from;
        expect({ key, from: versions.from <= first, to: versions.to >= to }).toEqual({ key, from: true, to: true });
      }
    }
  });
});

describe('the new group protocol', () => {
  test('does not let a program into a group of others either', async () => {
    const topic = await topicOf(mine);
    const group = await groupOf(theirs, topic);
    await using talking = talkAs(mine);
    const consumer = new PlatformaticConsumer({
      clientId: 'test',
      groupId: group,
      bootstrapBrokers: [talking.address],
      groupProtocol: 'consumer',
      retries: 0,
    });
    const error = await consumer.consume({ topics: [topic] }).then(() => null, everythingIn);
    await new Promise<void>((resolve) => consumer.close(true, () => resolve()));
    expect(error).toContain('errorCode: 30');
    expect(talking.violations()).toContainEqual(
      expect.objectContaining({ api: 'ConsumerGroupHeartbeat', rule: 'foreign', names: [group], error: 30 }),
    );
    expect(talking.events).toContainEqual(expect.objectContaining({ type: 'join-asked', group, protocol: 'consumer' }));
  });
});

function dial({ address }: Pick<Talking, 'address'>): Socket {
  const [host = '', port] = address.split(':');
  return connect({ host, port: Number(port), allowHalfOpen: true, noDelay: true }).on('error', () => {});
}

/** All that come until the other side ends, without their lengths. */
async function answersOn(socket: Socket): Promise<Buffer[]> {
  const answers: Buffer[] = [];
  socket.on(
    'data',
    splitFrames(4, ({ bytes }) => answers.push(Buffer.from(bytes))),
  );
  await once(socket, 'end');
  socket.destroy();
  return answers;
}
