import { defineScenario } from 'kafka-grader';
import { giveOrders } from '../../orders/scenarios/orders-file.ts';
import { hasEnded } from '../../orders/scenarios/waits/ending.ts';
import { patience } from './patience.ts';
import { hasPosition, hasPrintedWhatArrived } from './waits/reading.ts';

const partitions = 4;

/** The consumer first, then the student's own producer, both running. */
export const live = defineScenario({
  name: 'live',
  programs: ['consumer', 'producer'],
  async play(stage) {
    const topic = await stage.createTopic('orders', { partitions });
    const group = stage.nameGroup('fraud_detection_group');
    const consumer = await stage.start({ role: 'consumer', name: 'consumer-1', topic, group, reset: 'earliest' });
    if ((await stage.until(hasPosition(stage, consumer.name, partitions))) === 'gave-up') return;
    const variables = await giveOrders(stage, { count: 24, customers: 6 });
    const producer = await stage.start({ role: 'producer', name: 'producer-1', topic, variables });
    await stage.until(hasEnded(stage, producer.name));
    await stage.observeLog(topic);
    await stage.until(hasPrintedWhatArrived(stage, consumer.name));
    await consumer.stop({ graceMs: patience.stopMs });
  },
});
