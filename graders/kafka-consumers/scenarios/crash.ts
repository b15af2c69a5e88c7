import { defineScenario } from 'kafka-grader';
import type { ScenarioHistory, WireEvent } from 'kafka-grader/check';
import { type LoggedOrder, ordersIn, printsOf } from '../../orders/checks/orders.ts';
import { makePlainOrder, recordsFor, recordsInTurn } from '../../orders/scenarios/orders.ts';
import { processOf } from '../../orders/scenarios/waits/process.ts';
import { hasEndedOrCommits } from './waits/committing.ts';
import { hasPosition, havePrinted } from './waits/reading.ts';

const partitions = 4;

/** Records per partition with which to find out how fast the consumer prints; the second only where the first went at once. */
const trials = [6, 50];
const atOnceMs = 1_000;

/** For a consumer that prints at once: so many per partition that a commit which runs ahead of the prints is ahead by many. */
const fullBacklog = 250;
/** A slower one gets what it prints in a while. */
const slowBacklogMs = 600;
const smallestBacklog = 3;

/** Under 10 records a second in all, which the slowest consumer allowed can keep up with. */
const everyMs = 140;

/**
 * A consumer is killed at the moment when it commits the first half of a backlog, and that commit reaches the broker when
 * the process is gone; then the same group again.
 *
 * What the process printed is all in its output file by then. A commit that covers more than that loses the rest for good, so
 * that committing before processing shows every time and not one time in three.
 */
export const crash = defineScenario({
  name: 'crash',
  programs: ['consumer'],
  async play(stage) {
    const topic = await stage.createTopic('orders', { partitions });
    const group = stage.nameGroup('order_archive_group');
    const names = ['consumer-1', 'consumer-2'] as const;
    const produce = (perPartition: number) =>
      stage.produce(topic, recordsFor(stage.random, { partitions, perPartition, make: makePlainOrder }));
    const start = (name: string) => stage.start({ role: 'consumer', name, topic, group, reset: 'earliest' });

    const first = await start(names[0]);
    if ((await stage.until(hasPosition(stage, first.name, partitions))) === 'gave-up') return;
    let perPartition = fullBacklog;
    for (const trial of trials) {
      const began = ordersIn(stage.history, topic).length;
      await produce(trial);
      await stage.until(havePrinted(stage, [first.name], ordersIn(stage.history, topic)));
      if (printsOf(processOf(stage, first.name)).length === 0) return;
      const tookMs = printingMs(stage.history, first.name, ordersIn(stage.history, topic).slice(began));
      if (tookMs <= atOnceMs) continue;
      perPartition = Math.max(Math.round((trial * slowBacklogMs) / tookMs), smallestBacklog);
      break;
    }
    const known = ordersIn(stage.history, topic);
    first.crashWhen(commitsHalf(topic, known, partitions * perPartition));
    await produce(perPartition);
    {
      await using _flow = stage.keepProducing(topic, recordsInTurn(stage.random, partitions), { everyMs });
      await stage.until(hasEndedOrCommits(stage, first.name));
    }
    await first.crash();

    const second = await start(names[1]);
    if ((await stage.until(hasPosition(stage, second.name, partitions))) === 'gave-up') return;
    await stage.until(havePrinted(stage, names, ordersIn(stage.history, topic)));
  },
});

/** The commit with which at least half of what came after those orders is covered. */
function commitsHalf(topic: string, known: readonly LoggedOrder[], backlog: number): (event: WireEvent) => boolean {
  const ends = new Map(known.map(({ partition, offset }) => [partition, offset + 1]));
  const covered = new Map<number, number>();
  return (event) => {
    if (event.type !== 'commit-sent' || event.topic !== topic) return false;
    covered.set(event.partition, event.offset - (ends.get(event.partition) ?? 0));
    return [...covered.values()].reduce((sum, count) => sum + Math.max(count, 0), 0) >= backlog / 2;
  };
}

/** From the first of these records in the topic to the last of them printed. */
function printingMs(history: ScenarioHistory, name: string, orders: readonly LoggedOrder[]): number {
  const ids = new Set(orders.map(({ orderId }) => orderId));
  const last = printsOf(processOf({ history }, name)).findLast(({ orderId }) => ids.has(orderId));
  const [first] = orders;
  return first && last ? last.line.atMs - first.record.atMs : Number.POSITIVE_INFINITY;
}
