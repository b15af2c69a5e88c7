import { defineScenario } from 'kafka-grader';
import { giveOrders } from '../../orders/scenarios/orders-file.ts';
import { hasEnded } from '../../orders/scenarios/waits/ending.ts';

/** The producer twice on one topic, each time with new orders of the same customers. */
export const again = defineScenario({
  name: 'again',
  programs: ['producer'],
  async play(stage) {
    const topic = await stage.createTopic('orders', { partitions: 5 });
    for (const name of ['producer-1', 'producer-2']) {
      const variables = await giveOrders(stage, { count: 30, customers: 6 });
      await stage.start({ role: 'producer', name, topic, variables });
      await stage.until(hasEnded(stage, name));
    }
    await stage.observeLog(topic);
  },
});
