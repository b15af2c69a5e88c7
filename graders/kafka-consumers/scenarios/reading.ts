import { defineScenario } from 'kafka-grader';
import { ordersIn } from '../../orders/checks/orders.ts';
import { recordsFor } from '../../orders/scenarios/orders.ts';
import { readingOf } from '../checks/reading.ts';
import { patience } from './patience.ts';
import { hasCommittedPrints } from './waits/committing.ts';
import { hasPosition, havePrinted } from './waits/reading.ts';

const partitions = 4;

/**
 * History in 4 partitions, then a consumer of a new group with `earliest`, then some more records while it runs; an orderly
 * stop, new records, and the same group again.
 */
export const reading = defineScenario({
  name: 'reading',
  programs: ['consumer'],
  async play(stage) {
    const topic = await stage.createTopic('orders', { partitions });
    const group = stage.nameGroup('order_archive_group');
    await stage.produce(topic, recordsFor(stage.random, { partitions, perPartition: 8 }));

    const first = await stage.start({ role: 'consumer', name: 'consumer-1', topic, group, reset: 'earliest' });
    if ((await stage.until(hasPosition(stage, first.name, partitions))) === 'gave-up') return;
    await stage.produce(topic, recordsFor(stage.random, { partitions, perPartition: 4 }));
    const outcome = await stage.until(havePrinted(stage, [first.name], readable(first.name)));
    if (outcome === 'reached') await stage.until(hasCommittedPrints(stage, first.name));
    await first.stop({ graceMs: patience.stopMs });
    await stage.observeCommittedOffsets(group, topic, partitions);

    const before = ordersIn(stage.history, topic).length;
    await stage.produce(topic, recordsFor(stage.random, { partitions, perPartition: 3 }));
    const second = await stage.start({ role: 'consumer', name: 'consumer-2', topic, group, reset: 'earliest' });
    if ((await stage.until(hasPosition(stage, second.name, partitions))) === 'gave-up') return;
    await stage.until(havePrinted(stage, [second.name], ordersIn(stage.history, topic).slice(before)));
    await second.stop({ graceMs: patience.stopMs });

    function readable(name: string) {
      const process = stage.history.process(name);
      return process ? readingOf(stage.history, process).reachable : [];
    }
  },
});
