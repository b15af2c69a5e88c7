import { defineScenario } from 'kafka-grader';
import { giveOrders } from './orders-file.ts';
import { hasEnded } from './waits/ending.ts';

/** A port on which nothing listens and nothing ever will: every connection to it is refused. */
const closedPort = '127.0.0.1:1';

/** The producer alone, once with a broker and once where every port refuses connections. */
export const producing = defineScenario({
  name: 'producing',
  programs: ['producer'],
  async play(stage) {
    const topic = await stage.createTopic('orders', { partitions: 4 });
    const variables = await giveOrders(stage, { count: 40, customers: 8 });
    const sender = await stage.start({ role: 'producer', name: 'producer-1', topic, variables });
    const lonely = await stage.start({
      role: 'producer',
      name: 'producer-without-broker',
      topic,
      brokers: closedPort,
      variables,
    });
    await Promise.all([stage.until(hasEnded(stage, lonely.name)), stage.until(hasEnded(stage, sender.name))]);
    await stage.observeLog(topic);
  },
});
