/** Waiting for a consumer to commit. */
import type { Stage, Wait } from 'kafka-grader';
import { ordersIn, printsOf } from '../../../orders/checks/orders.ts';
import { ended, processOf } from '../../../orders/scenarios/waits/process.ts';
import { patience } from '../patience.ts';

/** It was killed at its next commit, or has had the time in which consumers commit that do so by the clock. */
export function hasEndedOrCommits(stage: Stage, name: string): Wait {
  const process = processOf(stage, name);
  return {
    what: `${name} commits`,
    deadlineMs: patience.commitMs,
    holds: () => !process.isRunning,
    seen: () => `${process.timeline.of('commit-sent').length} offsets were committed`,
  };
}

/**
 * Behind its last print in each partition lies a committed offset. Most clients commit in the moment in which they have printed:
 * whoever is stopped between the two would have lost points by chance. Who commits by the clock is not waited for.
 */
export function hasCommittedPrints(stage: Stage, name: string): Wait {
  const process = processOf(stage, name);
  const { topic } = process.settings;
  const missing = () => {
    const printed = new Set(printsOf(process).map(({ orderId }) => orderId));
    const ends = new Map<number, number>();
    for (const { orderId, partition, offset } of ordersIn(stage.history, topic)) {
      if (printed.has(orderId)) ends.set(partition, offset + 1);
    }
    const commits = process.timeline
      .of('committed')
      .filter((commit) => commit.topic === topic && commit.error === null);
    return [...ends].filter(
      ([partition, end]) => !commits.some((commit) => commit.partition === partition && commit.offset >= end),
    );
  };
  return {
    what: `${name} commits what it printed`,
    deadlineMs: 4 * patience.promptCommitMs,
    holds: () => missing().length === 0,
    impossible: ({ quietMs }) => {
      if (!process.isRunning) return ended(process);
      return quietMs >= patience.promptCommitMs ? 'it does not commit at once' : null;
    },
    seen: () => `${missing().length} partitions have no commit behind the last print`,
  };
}
