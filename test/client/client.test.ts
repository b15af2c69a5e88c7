import { Consumer as PlatformaticConsumer, stringDeserializers } from '@platformatic/kafka';
import { CompressionTypes, Kafka, logLevel } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type KafkaBroker, startBroker } from '../../src/broker/broker.ts';
import { connectClient, type KafkaClient } from '../../src/client/client.ts';
import { eventually } from '../support/eventually.ts';
import { testBroker } from '../support/test-broker.ts';

let broker: KafkaBroker;
let client: KafkaClient;
let kafkajs: Kafka;
let topics = 0;

beforeAll(async () => {
  broker = await startBroker({ choice: testBroker, advertisedPorts: [], report: () => {} });
  client = await connectClient(broker.adminAddress);
  kafkajs = new Kafka({ brokers: [broker.adminAddress], logLevel: logLevel.NOTHING });
});

afterAll(async () => {
  await client?.[Symbol.asyncDispose]();
  await broker?.[Symbol.asyncDispose]();
});

async function newTopic(partitions: number): Promise<string> {
  topics += 1;
  const topic = `topic-${topics}`;
  await client.createTopic(topic, { partitions });
  return topic;
}

describe('records', () => {
  test('are appended in order, each answered with its place, tombstones and other text included', async () => {
    const topic = await newTopic(2);
    const places = await client.produce(topic, [
      { partition: 0, key: 'a', value: '{"n":1}' },
      { partition: 1, key: null, value: 'not JSON: ✓' },
      { partition: 0, key: 'a', value: null },
      { partition: 1, key: '', value: '' },
    ]);
    expect(places).toEqual([
      { partition: 0, offset: 0 },
      { partition: 1, offset: 0 },
      { partition: 0, offset: 1 },
      { partition: 1, offset: 1 },
    ]);
    expect(await client.readLog(topic)).toEqual({
      ends: [2, 2],
      records: [
        { partition: 0, offset: 0, key: 'a', value: '{"n":1}' },
        { partition: 0, offset: 1, key: 'a', value: null },
        { partition: 1, offset: 0, key: null, value: 'not JSON: ✓' },
        { partition: 1, offset: 1, key: '', value: '' },
      ],
    });
  });

  test('of several megabytes take several batches and answers, and keep their order', async () => {
    const topic = await newTopic(1);
    const values = Array.from({ length: 40 }, (_, index) => `${index} ${'x'.repeat(100_000)}`);
    const places = await client.produce(
      topic,
      values.map((value) => ({ partition: 0, key: null, value })),
    );
    expect(places.map(({ offset }) => offset)).toEqual(values.map((_, index) => index));
    const { records } = await client.readLog(topic);
    expect(records.map(({ value }) => value)).toEqual(values);
  });

  test('that are not UTF-8 are read as base64', async () => {
    const topic = await newTopic(1);
    await sendWithKafkajs(topic, CompressionTypes.None, [Buffer.from([0xff, 0xfe])]);
    expect((await client.readLog(topic)).records).toMatchObject([{ value: { base64: '//4=' } }]);
  });

  test('that a client compressed are read', async () => {
    const topic = await newTopic(1);
    const values = Array.from({ length: 100 }, (_, index) => `value ${index}`);
    await sendWithKafkajs(topic, CompressionTypes.GZIP, values);
    expect((await client.readLog(topic)).records.map(({ value }) => value)).toEqual(values);
  });

  test('of an empty topic are none', async () => {
    expect(await client.readLog(await newTopic(3))).toEqual({ ends: [0, 0, 0], records: [] });
  });

  async function sendWithKafkajs(topic: string, compression: CompressionTypes, values: (string | Buffer)[]) {
    const producer = kafkajs.producer();
    await producer.connect();
    await producer.send({ topic, compression, messages: values.map((value) => ({ value })) });
    await producer.disconnect();
  }
});

describe('transactions', () => {
  test('count when committed, not when aborted, and end the log while open', async () => {
    const topic = await newTopic(1);
    const producer = kafkajs.producer({ transactionalId: 'tx', idempotent: true, maxInFlightRequests: 1 });
    await producer.connect();
    const committed = await producer.transaction();
    await committed.send({ topic, messages: [{ value: 'kept' }] });
    await committed.commit();
    const aborted = await producer.transaction();
    await aborted.send({ topic, messages: [{ value: 'dropped' }] });
    await aborted.abort();
    await client.produce(topic, [{ partition: 0, key: null, value: 'plain' }]);
    const again = await producer.transaction();
    await again.send({ topic, messages: [{ value: 'kept too' }] });
    await again.commit();
    const open = await producer.transaction();
    await open.send({ topic, messages: [{ value: 'pending' }] });

    const { records, ends } = await client.readLog(topic);
    expect(records.map(({ value }) => value)).toEqual(['kept', 'plain', 'kept too']);
    expect(ends).toEqual([7]);
    await open.abort();
    await producer.disconnect();
  });
});

describe('a transaction that has just ended', () => {
  test('is read whole, although the partitions learn of its end after the producer', async () => {
    const partitions = 12;
    const topic = await newTopic(partitions);
    const producer = kafkajs.producer({ transactionalId: 'just-ended', idempotent: true, maxInFlightRequests: 1 });
    await producer.connect();
    const rounds = 30;
    for (let round = 1; round <= rounds; round += 1) {
      const transaction = await producer.transaction();
      const messages = Array.from({ length: partitions }, (_, partition) => ({ partition, value: `${round}` }));
      await transaction.send({ topic, messages });
      await transaction.commit();
      const { records } = await client.readLog(topic);
      expect(records).toHaveLength(round * partitions);
    }
    await producer.disconnect();
  });
});

describe('a group', () => {
  test('that nobody joined is dead and has no offsets', async () => {
    const topic = await newTopic(2);
    expect(await client.describeGroup('nobody')).toEqual({ state: 'Dead', members: [] });
    expect(await client.committedOffsets('nobody', topic, 2)).toEqual([null, null]);
  });

  test('shows its committed offsets by partition', async () => {
    const topic = await newTopic(3);
    const admin = kafkajs.admin();
    await admin.connect();
    await admin.setOffsets({
      groupId: 'with-offsets',
      topic,
      partitions: [
        { partition: 1, offset: '0' },
        { partition: 2, offset: '7' },
      ],
    });
    await admin.disconnect();
    expect(await client.committedOffsets('with-offsets', topic, 3)).toEqual([null, 0, 7]);
  });

  test('without members takes offsets that are committed for it, in place of earlier ones', async () => {
    const topic = await newTopic(3);
    await client.commitOffsets('given-group', topic, [4, 0, 2]);
    await client.commitOffsets('given-group', topic, [1, 0, 2]);
    expect(await client.committedOffsets('given-group', topic, 3)).toEqual([1, 0, 2]);
  });

  test('loses its offsets with the topic, which can be made again', async () => {
    const topic = await newTopic(2);
    await client.produce(topic, [{ partition: 0, key: null, value: 'old' }]);
    await client.commitOffsets('bereft-group', topic, [1, 0]);
    await client.deleteTopic(topic);
    await client.deleteTopic('never-there');
    await client.createTopic(topic, { partitions: 2 });
    expect(await client.committedOffsets('bereft-group', topic, 2)).toEqual([null, null]);
    expect((await client.readLog(topic)).records).toEqual([]);
  });

  test.each(['no topic', '..', 'x'.repeat(300)])('has no topic %s', async (name) => {
    expect(await client.remakeTopic(name, { partitions: 1 })).toBe(false);
  });

  test('has a topic that was made again as a new one', async () => {
    const topic = await newTopic(1);
    await client.produce(topic, [{ partition: 0, key: null, value: 'x' }]);
    expect(await client.remakeTopic(topic, { partitions: 2 })).toBe(true);
    expect((await client.readLog(topic)).ends).toEqual([0, 0]);
  });

  test('of classic members shows what each owns, an idle one nothing, and loses an evicted one at once', async () => {
    const topic = await newTopic(1);
    const group = 'classic';
    const consumers = [kafkajs.consumer({ groupId: group }), kafkajs.consumer({ groupId: group })];
    for (const consumer of consumers) {
      await consumer.connect();
      await consumer.subscribe({ topic });
      await consumer.run({ eachMessage: async () => {} });
    }
    const stable = await eventually(
      () => client.describeGroup(group),
      ({ state, members }) => state === 'Stable' && members.length === 2,
    );
    const owned = stable.members.map(({ partitions }) => partitions);
    expect(owned).toContainEqual([{ topic, partition: 0 }]);
    expect(owned).toContainEqual([]);

    const [gone, left] = stable.members;
    expect(gone && left).toBeDefined();
    await client.evict(group, [gone?.memberId ?? '']);
    await client.evict(group, [gone?.memberId ?? '']);
    const after = await eventually(
      () => client.describeGroup(group),
      ({ members }) => !members.some(({ memberId }) => memberId === gone?.memberId),
    );
    expect(after.members.map(({ memberId }) => memberId)).toContain(left?.memberId);
    await client.evict(group, [gone?.memberId ?? '', left?.memberId ?? '']);
    const { members } = await client.describeGroup(group);
    expect(members.map(({ memberId }) => memberId)).not.toContain(left?.memberId);
    await Promise.all(consumers.map((consumer) => consumer.disconnect()));
  });

  test('of the new protocol is described and rid of a member in the same way', async () => {
    const topic = await newTopic(2);
    const group = 'new';
    const consumers = await Promise.all([0, 1, 2].map(() => joinWithNewProtocol(group, topic)));
    const stable = await eventually(
      () => client.describeGroup(group),
      ({ state, members }) =>
        state === 'Stable' && members.length === 3 && members.flatMap(({ partitions }) => partitions).length === 2,
    );
    expect(stable.members.map(({ partitions }) => partitions.length).sort()).toEqual([0, 1, 1]);
    const [gone] = stable.members;
    await client.evict(group, [gone?.memberId ?? '']);
    const { members } = await client.describeGroup(group);
    expect(members.map(({ memberId }) => memberId)).not.toContain(gone?.memberId);
    await client.evict(group, [gone?.memberId ?? '']);
    await Promise.all(consumers.map((consumer) => consumer.close(true)));
  });

  async function joinWithNewProtocol(groupId: string, topic: string) {
    const consumer = new PlatformaticConsumer({
      groupId,
      clientId: 'new',
      bootstrapBrokers: [broker.adminAddress],
      groupProtocol: 'consumer',
      deserializers: stringDeserializers,
    });
    const stream = await consumer.consume({ topics: [topic], mode: 'latest' });
    stream.on('error', () => {});
    stream.resume();
    return consumer;
  }
});

describe('a broker that is gone', () => {
  test('is said to have died, by the call that noticed', async () => {
    await using own = await startBroker({ choice: testBroker, advertisedPorts: [], report: () => {} });
    await using its = await connectClient(own.adminAddress);
    expect(await its.answers(20_000)).toBe(true);
    await own[Symbol.asyncDispose]();
    await expect(its.createTopic('orders', { partitions: 1 })).rejects.toMatchObject({
      code: 'BROKER_DIED',
      message: expect.stringContaining('create the topic orders'),
    });
    expect(await its.answers(20_000)).toBe(false);
    await expect(connectClient(own.adminAddress)).rejects.toMatchObject({ code: 'BROKER_DIED' });
  });
});
