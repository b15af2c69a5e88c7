import { expect, test } from 'vitest';
import { newGroup, useKafka } from './kafka.ts';
import { idsOf } from './orders.ts';
import { startConsumer } from './program.ts';

const kafka = useKafka();

test('nothing is lost when a consumer is killed while reading', async () => {
  const topic = await kafka.createTopic();
  const group = newGroup();
  const known = await kafka.produce(topic, 6);
  const first = startConsumer({ ...topic, group });
  await expect.poll(() => first.printed().length).toBeGreaterThanOrEqual(known.length);

  const orders = [...known, ...(await kafka.produce(topic, 250))];
  await expect.poll(() => first.printed().length, { interval: 5 }).toBeGreaterThan(known.length);
  await first.crash();

  // The broker misses the dead member only when its session has timed out.
  const second = startConsumer({ ...topic, group });
  const printed = () => new Set([...idsOf(first.printed()), ...idsOf(second.printed())]);
  await expect.poll(() => orders.filter(({ orderId }) => !printed().has(orderId)), { timeout: 90_000 }).toEqual([]);
});
