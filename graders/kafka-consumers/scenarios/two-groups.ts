import { defineScenario } from 'kafka-grader';
import { ordersIn } from '../../orders/checks/orders.ts';
import { recordsFor } from '../../orders/scenarios/orders.ts';
import { hasPosition, havePrinted } from './waits/reading.ts';

const partitions = 4;

/**
 * A consumer each of two groups on one topic: history, then new records while both are reading. Not played where the
 * consumer insists on one group.
 */
export const twoGroups = defineScenario({
  name: 'two-groups',
  programs: ['consumer'],
  async play(stage) {
    const topic = await stage.createTopic('orders', { partitions });
    const groups = [stage.nameGroup('fraud_detection_group'), stage.nameGroup('live_dashboard_group')];
    if (groups[0] === groups[1]) return;
    await stage.produce(topic, recordsFor(stage.random, { partitions, perPartition: 3 }));
    const consumers = await Promise.all(
      groups.map((group, index) =>
        stage.start({ role: 'consumer', name: `consumer-${index + 1}`, topic, group, reset: 'earliest' }),
      ),
    );
    const outcomes = await Promise.all(consumers.map(({ name }) => stage.until(hasPosition(stage, name, partitions))));
    if (outcomes.includes('gave-up')) return;
    await stage.produce(topic, recordsFor(stage.random, { partitions, perPartition: 3 }));
    const orders = ordersIn(stage.history, topic);
    await Promise.all(consumers.map(({ name }) => stage.until(havePrinted(stage, [name], orders))));
  },
});
