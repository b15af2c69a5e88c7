import { defineScenario } from 'kafka-grader';
import { ordersIn } from '../../orders/checks/orders.ts';
import { recordsFor } from '../../orders/scenarios/orders.ts';
import { hasPosition, havePrinted } from './waits/reading.ts';

const partitions = 4;
const perPartition = 6;

/** Somewhere in the middle of what is produced for each consumer. */
const middle = [2, 3, 4, 3];

/**
 * History, and a group whose offsets the grader has committed in the middle of it; then a consumer of that group with
 * `latest`. More records, offsets in the middle of those, and one with `earliest`.
 */
export const committed = defineScenario({
  name: 'committed',
  programs: ['consumer'],
  async play(stage) {
    const topic = await stage.createTopic('orders', { partitions });
    const group = stage.nameGroup('order_archive_group');
    for (const [index, reset] of (['latest', 'earliest'] as const).entries()) {
      const offsets = middle.map((offset) => index * perPartition + offset);
      await stage.produce(topic, recordsFor(stage.random, { partitions, perPartition }));
      await stage.commitOffsets(group, topic, offsets);
      const consumer = await stage.start({ role: 'consumer', name: `consumer-${index + 1}`, topic, group, reset });
      if ((await stage.until(hasPosition(stage, consumer.name, partitions))) === 'gave-up') return;
      const rest = ordersIn(stage.history, topic).filter(
        ({ partition, offset }) => offset >= (offsets[partition] ?? 0),
      );
      await stage.until(havePrinted(stage, [consumer.name], rest));
      await consumer.crash();
    }
  },
});
