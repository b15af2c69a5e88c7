import { defineScenario } from 'kafka-grader';
import { ordersIn } from '../../orders/checks/orders.ts';
import { recordsFor } from '../../orders/scenarios/orders.ts';
import { patience } from './patience.ts';
import { hasPosition, havePrinted } from './waits/reading.ts';

const partitions = 4;

/** History, then a consumer of a new group with `latest`; once it fetches from every partition, new records. */
export const latest = defineScenario({
  name: 'latest',
  programs: ['consumer'],
  async play(stage) {
    const topic = await stage.createTopic('orders', { partitions });
    const group = stage.nameGroup('live_dashboard_group');
    await stage.produce(topic, recordsFor(stage.random, { partitions, perPartition: 5 }));
    const past = ordersIn(stage.history, topic).length;
    const consumer = await stage.start({ role: 'consumer', name: 'consumer-1', topic, group, reset: 'latest' });
    if ((await stage.until(hasPosition(stage, consumer.name, partitions))) === 'gave-up') return;
    stage.mark('has-its-position');
    await stage.produce(topic, recordsFor(stage.random, { partitions, perPartition: 5 }));
    await stage.until(havePrinted(stage, [consumer.name], ordersIn(stage.history, topic).slice(past)));
    await consumer.stop({ graceMs: patience.stopMs });
  },
});
