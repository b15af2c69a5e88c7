import { rm } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { newGroup, useKafka } from './kafka.ts';
import { idsOf, makeOrders, writeOrdersFile } from './orders.ts';
import { startConsumer, startProducer } from './program.ts';

const kafka = useKafka();

test('survives values that are no JSON', async () => {
  const topic = await kafka.createTopic();
  const consumer = startConsumer({ ...topic, group: newGroup() });
  const before = await kafka.produce(topic, 3);
  await kafka.produceValue(topic, 0, 'order 7: {"customerId": tea for two');
  await kafka.produceValue(topic, 1, null);
  const after = await kafka.produce(topic, 3);

  await expect.poll(() => idsOf(consumer.printed())).toEqual(idsOf([...before, ...after]));
  expect(consumer.isRunning()).toBe(true);
  expect(consumer.errors()).not.toBe('');
});

test('a running consumer prints what the producer sends', async ({ onTestFinished }) => {
  const topic = await kafka.createTopic();
  const group = newGroup();
  const orders = makeOrders(24);
  const ordersFile = await writeOrdersFile(orders);
  onTestFinished(() => rm(ordersFile));
  const consumer = startConsumer({ ...topic, group });
  await expect.poll(() => kafka.shares(group)).toEqual([4]);

  const producer = startProducer({ ...topic, ordersFile });
  expect((await producer.ended).exitCode, producer.errors()).toBe(0);
  await expect.poll(() => idsOf(consumer.printed())).toEqual(idsOf(orders));
});

test('two groups each read everything', async () => {
  const topic = await kafka.createTopic();
  const history = await kafka.produce(topic, 3);
  const consumers = [newGroup(), newGroup()].map((group) => startConsumer({ ...topic, group }));
  for (const consumer of consumers) await expect.poll(() => idsOf(consumer.printed())).toEqual(idsOf(history));

  const orders = [...history, ...(await kafka.produce(topic, 3))];
  for (const consumer of consumers) await expect.poll(() => idsOf(consumer.printed())).toEqual(idsOf(orders));
});
