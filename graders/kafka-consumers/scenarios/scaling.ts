import type { Actor } from '../../../src/scenario/actor.ts';
import { defineScenario } from '../../../src/scenario/scenario.ts';
import { ordersIn } from '../checks/orders.ts';
import { type Moment, partitionCount } from '../checks/scaling.ts';
import { recordsInTurn } from './orders.ts';
import { patience } from './patience.ts';
import {
  followOwnership,
  hasPrintedWhatItOwns,
  havePrinted,
  havePrintedInEachPartition,
  haveSettled,
} from './waits.ts';

/** Under 10 records a second in all, which the slowest consumer allowed can keep up with. */
const everyMs = 140;

/** 1 → 2 → 4 → 5 members, then an owner leaves; records flow all the time, which also keeps members heartbeating. */
export const scaling = defineScenario({
  name: 'scaling',
  programs: ['consumer'],
  async play(stage) {
    const topic = await stage.createTopic('orders', { partitions: partitionCount });
    const group = `fraud_detection_group-${stage.random.hex(6)}`;
    const ownership = followOwnership(stage.history, topic);
    const members: Actor[] = [];
    let started = 0;

    const join = async () => {
      started += 1;
      const name = `consumer-${started}`;
      members.push(await stage.start({ role: 'consumer', name, topic, group, reset: 'earliest' }));
    };
    const settle = async (moment: Moment) => {
      const names = members.map(({ name }) => name);
      const outcome = await stage.until(haveSettled(stage, ownership, names, { topic, partitions: partitionCount }));
      stage.mark(outcome === 'reached' ? moment : `${moment}-given-up`);
      return outcome;
    };

    const letAnOwnerLeave = async () => {
      const idle = members.find(({ name }) => ownership().ownedBy(name).length === 0);
      const owner = members.find(({ name }) => ownership().ownedBy(name).length > 0);
      if (!idle || !owner) return;
      await stage.until(havePrintedInEachPartition(stage, members, topic));
      members.splice(members.indexOf(owner), 1);
      await owner.stop({ graceMs: patience.stopMs });
      if ((await settle('owner-left')) === 'gave-up') return;
      await stage.until(hasPrintedWhatItOwns(stage, idle, ownership));
    };

    await join();
    if ((await settle('one-member')) === 'gave-up') return;
    await using _flow = stage.keepProducing(topic, recordsInTurn(stage.random, partitionCount), { everyMs });
    await stage.until(havePrintedInEachPartition(stage, members, topic));

    await join();
    await settle('two-members');
    await Promise.all([join(), join()]);
    await settle('four-members');
    await join();
    if ((await settle('five-members')) === 'reached') await letAnOwnerLeave();

    stage.mark('stopping');
    const everyone = stage.history.ofRole('consumer').map(({ name }) => name);
    await stage.until(havePrinted(stage, everyone, ordersIn(stage.history, topic)));
    await Promise.all(members.map((member) => member.stop({ graceMs: patience.stopMs })));
  },
});
