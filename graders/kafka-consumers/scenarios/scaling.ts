import { type Actor, defineScenario, type Wait } from 'kafka-grader';
import { ordersIn } from '../../orders/checks/orders.ts';
import { recordsFor, recordsInTurn } from '../../orders/scenarios/orders.ts';
import { idleMemberWatched, type Moment, partitionCount } from '../checks/scaling.ts';
import { patience } from './patience.ts';
import { asksToJoin, followOwnership, haveSettled } from './waits/membership.ts';
import { hasPrintedWhatItOwns, havePrinted, havePrintedInEachPartition } from './waits/reading.ts';

/** Under 10 records a second in all, which the slowest consumer allowed can keep up with. */
const everyMs = 140;

/**
 * 1 → 2 → 4 → 5 members, then an owner leaves.
 *
 * Records flow whenever members come or go, and are held back until a newcomer's request to join is on the wire: kafkajs
 * heartbeats only when a fetch brings something, and after a rebalance at the first chance, which is then the moment that
 * tells it of the newcomer.
 */
export const scaling = defineScenario({
  name: 'scaling',
  programs: ['consumer'],
  async play(stage) {
    const topic = await stage.createTopic('orders', { partitions: partitionCount });
    const group = stage.nameGroup('fraud_detection_group');
    const ownership = followOwnership(stage.history, topic);
    const members: Actor[] = [];
    let started = 0;

    const start = async () => {
      started += 1;
      const name = `consumer-${started}`;
      const member = await stage.start({ role: 'consumer', name, topic, group, reset: 'earliest' });
      members.push(member);
      return member;
    };
    const keepProducing = () => stage.keepProducing(topic, recordsInTurn(stage.random, partitionCount), { everyMs });
    /** A record for each partition, and then what they are to bring about. */
    const produceUntil = async (wait: Wait) => {
      await stage.produce(topic, recordsFor(stage.random, { partitions: partitionCount, perPartition: 1 }));
      await stage.until(wait);
    };
    const settle = async (moment: Moment) => {
      const names = members.map(({ name }) => name);
      const outcome = await stage.until(haveSettled(stage, ownership, names, { topic, partitions: partitionCount }));
      stage.mark(outcome === 'reached' ? moment : `${moment}-given-up`);
      return outcome;
    };
    const growBy = async (count: number, moment: Moment) => {
      const newcomers = await Promise.all(Array.from({ length: count }, start));
      await Promise.all(newcomers.map((newcomer) => stage.until(asksToJoin(stage, newcomer))));
      await using _flow = keepProducing();
      return await settle(moment);
    };
    const letAnOwnerLeave = async () => {
      const idle = members.find(({ name }) => ownership().ownedBy(name).length === 0);
      const owner = members.find(({ name }) => ownership().ownedBy(name).length > 0);
      if (!idle || !owner) return;
      await produceUntil(havePrintedInEachPartition(stage, members, topic));
      stage.mark(idleMemberWatched);
      await produceUntil(havePrintedInEachPartition(stage, members, topic));
      members.splice(members.indexOf(owner), 1);
      await using _flow = keepProducing();
      await owner.stop({ graceMs: patience.stopMs });
      if ((await settle('owner-left')) === 'gave-up') return;
      await produceUntil(hasPrintedWhatItOwns(stage, idle, ownership));
    };

    const first = await start();
    if ((await stage.until(asksToJoin(stage, first))) === 'gave-up') return;
    if ((await settle('one-member')) === 'gave-up') return;
    await produceUntil(havePrintedInEachPartition(stage, members, topic));
    await growBy(1, 'two-members');
    await growBy(2, 'four-members');
    if ((await growBy(1, 'five-members')) === 'reached') await letAnOwnerLeave();

    stage.mark('stopping');
    const everyone = stage.history.ofRole('consumer').map(({ name }) => name);
    await stage.until(havePrinted(stage, everyone, ordersIn(stage.history, topic)));
    await using _flow = keepProducing();
    await Promise.all(members.map((member) => member.stop({ graceMs: patience.stopMs })));
  },
});
