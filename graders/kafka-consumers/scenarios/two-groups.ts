import { defineScenario } from '../../../src/scenario/scenario.ts';
import { ordersIn } from '../checks/orders.ts';
import { recordsFor } from './orders.ts';
import { hasPosition, havePrinted } from './waits/reading.ts';

const partitions = 4;

/** A consumer each of two groups on one topic: history, then new records while both are reading. */
export const twoGroups = defineScenario({
  name: 'two-groups',
  programs: ['consumer'],
  async play(stage) {
    const topic = await stage.createTopic('orders', { partitions });
    await stage.produce(topic, recordsFor(stage.random, { partitions, perPartition: 3 }));
    const start = (name: string, base: string) =>
      stage.start({ role: 'consumer', name, topic, group: stage.nameGroup(base), reset: 'earliest' });
    const consumers = [
      await start('consumer-1', 'fraud_detection_group'),
      await start('consumer-2', 'live_dashboard_group'),
    ];
    const outcomes = await Promise.all(consumers.map(({ name }) => stage.until(hasPosition(stage, name, partitions))));
    if (outcomes.includes('gave-up')) return;
    await stage.produce(topic, recordsFor(stage.random, { partitions, perPartition: 3 }));
    const orders = ordersIn(stage.history, topic);
    await Promise.all(consumers.map(({ name }) => stage.until(havePrinted(stage, [name], orders))));
  },
});
