import { expect, test } from 'vitest';
import { newGroup, useKafka } from './kafka.ts';
import { idsOf } from './orders.ts';
import { startConsumer } from './program.ts';

const kafka = useKafka();

test.for(['latest', 'earliest'] as const)('a committed offset beats %s', async (reset) => {
  const topic = await kafka.createTopic();
  const group = newGroup();
  await kafka.produce(topic, 3);
  const rest = await kafka.produce(topic, 3);
  await kafka.commit(group, topic, 3);

  const consumer = startConsumer({ ...topic, group, reset });
  await expect.poll(() => consumer.printed().length).toBeGreaterThanOrEqual(rest.length);
  await consumer.stop();
  expect(idsOf(consumer.printed())).toEqual(idsOf(rest));
});
