import { expect, test } from 'vitest';
import { newGroup, useKafka } from './kafka.ts';
import { idsOf, type Order } from './orders.ts';
import { type Program, startConsumer } from './program.ts';

const kafka = useKafka();

test('members share the partitions, the fifth idles and takes over, and nothing is lost', async () => {
  const topic = await kafka.createTopic();
  const group = newGroup();
  const orders: Order[] = [];
  const members: Program[] = [];
  const everyone: Program[] = [];

  const start = (count: number) => {
    const started = Array.from({ length: count }, () => startConsumer({ ...topic, group }));
    members.push(...started);
    everyone.push(...started);
  };
  const whileProducing = async (work: () => Promise<unknown>) => {
    const flow = kafka.keepProducing(topic);
    try {
      await work();
    } finally {
      orders.push(...(await flow.stop()));
    }
  };
  const settle = (shares: number[]) => whileProducing(() => expect.poll(() => kafka.shares(group)).toEqual(shares));
  const printedBy = (programs: readonly Program[]) => new Set(programs.flatMap((program) => idsOf(program.printed())));
  const allPrinted = () =>
    expect.poll(() => orders.filter(({ orderId }) => !printedBy(everyone).has(orderId))).toEqual([]);
  /** New orders, and which member printed them. */
  const produceAndWatch = async () => {
    const watched = await kafka.produce(topic, 2);
    orders.push(...watched);
    await allPrinted();
    const ids = new Set(idsOf(watched));
    return members.map((member) => idsOf(member.printed()).filter((orderId) => ids.has(orderId)));
  };

  start(1);
  await settle([4]);
  start(1);
  await settle([2, 2]);
  start(2);
  await settle([1, 1, 1, 1]);
  start(1);
  await settle([1, 1, 1, 1, 0]);

  await allPrinted();
  const watched = await produceAndWatch();
  expect(watched.map((ids) => ids.length).sort(), 'each order printed by one owner').toEqual([0, 2, 2, 2, 2]);
  const idle = watched.findIndex((ids) => ids.length === 0);
  expect(members[idle]?.isRunning()).toBe(true);

  const [owner] = members.splice(idle === 0 ? 1 : 0, 1);
  await whileProducing(async () => {
    expect((await owner?.stop())?.exitCode).toBe(0);
  });
  await settle([1, 1, 1, 1]);
  await allPrinted();
  const afterwards = await produceAndWatch();
  expect(
    afterwards.map((ids) => ids.length),
    'the idle member took over',
  ).toEqual([2, 2, 2, 2]);

  await whileProducing(() => Promise.all(members.slice(1).map((member) => member.stop())));
  await allPrinted();
  const endings = await Promise.all(members.map((member) => member.stop()));
  expect(endings.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0, 0]);
  expect(await kafka.isEmpty(group)).toBe(true);
});
