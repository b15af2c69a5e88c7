import { rm } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { useKafka } from './kafka.ts';
import { idsOf, makeOrders, type Order, writeOrdersFile } from './orders.ts';
import { startProducer } from './program.ts';

const kafka = useKafka();
/** Nothing listens there and nothing ever will. */
const closedPort = '127.0.0.1:1';

test('sends every order once, by customer, and exits; without a broker it fails', async ({ onTestFinished }) => {
  const topic = await kafka.createTopic();
  const orders = makeOrders(40);
  const ordersFile = await writeOrdersFile(orders);
  onTestFinished(() => rm(ordersFile));

  const sender = startProducer({ ...topic, ordersFile });
  const lonely = startProducer({ ...topic, bootstrap: closedPort, ordersFile });

  expect((await sender.ended).exitCode, sender.errors()).toBe(0);
  const records = await kafka.read(topic);
  const sent = records.flatMap(({ order }) => order ?? []);
  expect(idsOf(sent)).toEqual(idsOf(orders));
  expect(byId(sent)).toEqual(byId(orders));
  for (const customerId of new Set(orders.map((order) => order.customerId))) {
    const own = records.filter(({ order }) => order?.customerId === customerId);
    expect(new Set(own.map(({ partition }) => partition)).size, 'partitions of a customer').toBe(1);
    expect(new Set(own.map(({ key }) => key))).toEqual(new Set([customerId]));
    expect(own.map(({ order }) => order)).toEqual(orders.filter((order) => order.customerId === customerId));
  }

  const { exitCode, tookMs } = await lonely.ended;
  expect(exitCode).not.toBe(0);
  expect(tookMs).toBeLessThan(60_000);
  expect(lonely.errors()).not.toBe('');
});

function byId(orders: readonly Order[]): Map<string, Order> {
  return new Map(orders.map((order) => [order.orderId, order]));
}
