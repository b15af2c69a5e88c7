import { expect, test } from 'vitest';
import { newGroup, useKafka } from './kafka.ts';
import { idsOf } from './orders.ts';
import { startConsumer } from './program.ts';

const kafka = useKafka();

test('a new group with latest skips history and reads what comes', async () => {
  const topic = await kafka.createTopic();
  const history = new Set(idsOf(await kafka.produce(topic, 5)));
  const consumer = startConsumer({ ...topic, group: newGroup(), reset: 'latest' });

  const probes: string[][] = [];
  // That it has begun to fetch shows only in what it prints: orders of all partitions at once, until one lot is there.
  await expect
    .poll(
      async () => {
        probes.push(idsOf(await kafka.produce(topic, 1)));
        const printed = new Set(idsOf(consumer.printed()));
        return probes.some((lot) => lot.every((orderId) => printed.has(orderId)));
      },
      { interval: 500 },
    )
    .toBe(true);

  const orders = idsOf(await kafka.produce(topic, 5));
  await expect.poll(() => idsOf(consumer.printed())).toEqual(expect.arrayContaining(orders));
  expect(idsOf(consumer.printed()).filter((orderId) => history.has(orderId))).toEqual([]);
  expect((await consumer.stop()).exitCode).toBe(0);
});
