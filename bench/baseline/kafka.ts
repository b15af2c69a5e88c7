import { randomUUID } from 'node:crypto';
import { type Admin, AssignerProtocol, Kafka, logLevel, type Producer } from 'kafkajs';
import { afterAll, beforeAll, expect, inject } from 'vitest';
import { z } from 'zod';
import { startBroker } from './broker.ts';
import { makeOrder, type Order, parseOrder } from './orders.ts';

export const partitionCount = 4;
const assigned = z.object({ assignment: z.record(z.string(), z.array(z.number())) });
const partitions = Array.from({ length: partitionCount }, (_, index) => index);

interface Link {
  readonly bootstrap: string;
  readonly admin: Admin;
  readonly producer: Producer;
  close(): Promise<void>;
}

interface Topic {
  readonly bootstrap: string;
  readonly topic: string;
}

/** The Kafka of a spec file: its own, or the one of the run. */
export function useKafka() {
  let opened: Link | undefined;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(async () => {
    await opened?.close();
  });
  const link = () => {
    if (!opened) throw new Error('Kafka is there only while tests run');
    return opened;
  };

  return {
    async createTopic(): Promise<Topic> {
      const { admin, bootstrap } = link();
      const topic = `orders-${randomUUID()}`;
      await admin.createTopics({ topics: [{ topic, numPartitions: partitionCount }] });
      return { bootstrap, topic };
    },

    /** As many new orders for each partition. */
    async produce({ topic }: Topic, perPartition: number): Promise<Order[]> {
      const records = Array.from({ length: perPartition * partitionCount }, (_, index) => ({
        order: makeOrder(),
        partition: index % partitionCount,
      }));
      const messages = records.map(({ order, partition }) => ({
        partition,
        key: order.customerId,
        value: JSON.stringify(order),
      }));
      await link().producer.send({ topic, messages });
      return records.map(({ order }) => order);
    },

    async produceValue({ topic }: Topic, partition: number, value: string | null): Promise<void> {
      await link().producer.send({ topic, messages: [{ partition, key: 'c-01', value }] });
    },

    /** One order after another, partition by partition, until stopped; slow enough for the slowest consumer allowed. */
    keepProducing({ topic }: Topic): { stop(): Promise<Order[]> } {
      const orders: Order[] = [];
      const sends: Promise<unknown>[] = [];
      const timer = setInterval(() => {
        const order = makeOrder();
        const partition = orders.push(order) % partitionCount;
        sends.push(
          link().producer.send({
            topic,
            messages: [{ partition, key: order.customerId, value: JSON.stringify(order) }],
          }),
        );
      }, 140);
      return {
        stop: async () => {
          clearInterval(timer);
          await Promise.all(sends);
          return orders;
        },
      };
    },

    /** Partitions owned by each member, largest first; null while the group rebalances. */
    async shares(group: string): Promise<number[] | null> {
      const { groups } = await link().admin.describeGroups([group]);
      const [description] = groups;
      if (description?.state !== 'Stable') return null;
      return description.members.map(({ memberAssignment }) => ownedIn(memberAssignment)).sort((a, b) => b - a);
    },

    async isEmpty(group: string): Promise<boolean> {
      const { groups } = await link().admin.describeGroups([group]);
      return groups[0]?.state === 'Empty';
    },

    async commit(group: string, { topic }: Topic, offset: number): Promise<void> {
      const offsets = partitions.map((partition) => ({ partition, offset: String(offset) }));
      await link().admin.setOffsets({ groupId: group, topic, partitions: offsets });
    },

    async committed(group: string, { topic }: Topic): Promise<number[]> {
      const [of] = await link().admin.fetchOffsets({ groupId: group, topics: [topic] });
      return [...(of?.partitions ?? [])].sort((a, b) => a.partition - b.partition).map(({ offset }) => Number(offset));
    },

    /** What stands in the topic, in the order of each partition. */
    async read({ bootstrap, topic }: Topic): Promise<{ partition: number; key: string; order: Order | null }[]> {
      const ends = await link().admin.fetchTopicOffsets(topic);
      const count = ends.reduce((sum, { high }) => sum + Number(high), 0);
      const records: { partition: number; key: string; order: Order | null }[] = [];
      const consumer = clientOf(bootstrap).consumer({ groupId: newGroup() });
      try {
        await consumer.connect();
        await consumer.subscribe({ topic, fromBeginning: true });
        await consumer.run({
          eachMessage: async ({ partition, message: { key, value } }) => {
            records.push({ partition, key: String(key), order: parseOrder(String(value)) });
          },
        });
        await expect.poll(() => records.length).toBe(count);
      } finally {
        await consumer.disconnect();
      }
      return records;
    },
  };
}

export function newGroup(): string {
  return `group-${randomUUID()}`;
}

async function open(): Promise<Link> {
  const shared = inject('sharedBootstrap');
  const broker = shared === null ? await startBroker() : { bootstrap: shared, stop: async () => {} };
  try {
    const { bootstrap } = broker;
    const kafka = clientOf(bootstrap);
    const admin = kafka.admin();
    const producer = kafka.producer();
    await Promise.all([admin.connect(), producer.connect()]);
    const close = async () => {
      try {
        await Promise.all([admin.disconnect(), producer.disconnect()]);
      } finally {
        await broker.stop();
      }
    };
    return { bootstrap, admin, producer, close };
  } catch (error) {
    await broker.stop();
    throw error;
  }
}

function clientOf(bootstrap: string): Kafka {
  return new Kafka({ clientId: 'baseline', brokers: [bootstrap], logLevel: logLevel.NOTHING });
}

function ownedIn(memberAssignment: Buffer): number {
  // A member that owns nothing may have been sent no assignment at all.
  if (memberAssignment.length === 0) return 0;
  const decoded = assigned.parse(AssignerProtocol.MemberAssignment.decode(memberAssignment));
  return Object.values(decoded.assignment).flat().length;
}
