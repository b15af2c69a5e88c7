import { defineScenario } from 'kafka-grader';
import { ordersIn } from '../../orders/checks/orders.ts';
import { recordIn, recordsFor } from '../../orders/scenarios/orders.ts';
import { hasPosition, havePrinted } from './waits/reading.ts';

const partitions = 4;

/** Orders, then in two partitions a value that is not JSON and a null value, then orders again. */
export const badRecords = defineScenario({
  name: 'bad-records',
  programs: ['consumer'],
  async play(stage) {
    const { random } = stage;
    const topic = await stage.createTopic('orders', { partitions });
    const group = stage.nameGroup('order_audit_group');
    const consumer = await stage.start({ role: 'consumer', name: 'consumer-1', topic, group, reset: 'earliest' });
    if ((await stage.until(hasPosition(stage, consumer.name, partitions))) === 'gave-up') return;
    await stage.produce(topic, recordsFor(random, { partitions, perPartition: 3 }));
    await stage.until(havePrinted(stage, [consumer.name], ordersIn(stage.history, topic)));
    await stage.produce(topic, [
      recordIn(random, 0),
      { partition: 0, key: 'c-01', value: `order ${random.hex(6)}: {"customerId": tea for two` },
      recordIn(random, 1),
      { partition: 1, key: 'c-02', value: null },
      ...recordsFor(random, { partitions, perPartition: 3 }),
    ]);
    await stage.until(havePrinted(stage, [consumer.name], ordersIn(stage.history, topic)));
  },
});
