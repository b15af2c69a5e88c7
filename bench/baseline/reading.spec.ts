import { expect, test } from 'vitest';
import { newGroup, useKafka } from './kafka.ts';
import { idsOf } from './orders.ts';
import { startConsumer } from './program.ts';

const kafka = useKafka();

test('reads history and what comes, commits it, leaves, and goes on where it stopped', async () => {
  const topic = await kafka.createTopic();
  const group = newGroup();
  const history = await kafka.produce(topic, 8);

  const first = startConsumer({ ...topic, group });
  await expect.poll(() => idsOf(first.printed())).toEqual(idsOf(history));
  const orders = [...history, ...(await kafka.produce(topic, 4))];
  await expect.poll(() => idsOf(first.printed())).toEqual(idsOf(orders));

  const printed = first.printed();
  expect(new Map(printed.map((order) => [order.orderId, order])), 'values intact').toEqual(
    new Map(orders.map((order) => [order.orderId, order])),
  );
  for (const partition of [0, 1, 2, 3]) {
    const sent = orders.filter((_, index) => index % 4 === partition).map(({ orderId }) => orderId);
    expect(
      printed.map(({ orderId }) => orderId).filter((orderId) => sent.includes(orderId)),
      'order within a partition',
    ).toEqual(sent);
  }

  const { exitCode, tookMs } = await first.stop();
  expect(exitCode, first.errors()).toBe(0);
  expect(tookMs).toBeLessThan(15_000);
  expect(await kafka.isEmpty(group), 'left the group').toBe(true);
  expect(await kafka.committed(group, topic)).toEqual([12, 12, 12, 12]);

  const later = await kafka.produce(topic, 3);
  const second = startConsumer({ ...topic, group });
  await expect.poll(() => second.printed().length).toBeGreaterThanOrEqual(later.length);
  expect((await second.stop()).exitCode).toBe(0);
  expect(idsOf(second.printed())).toEqual(idsOf(later));
});
