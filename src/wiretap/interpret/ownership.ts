import type { Positions } from './positions.ts';

interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

/** Which partitions the process's group members own; positions end where ownership changes. */
export interface Ownership {
  assigned(group: string, memberId: string, partitions: readonly TopicPartition[]): void;
  /** The member owns nothing any more: it left, or joins from the start. */
  ended(group: string, memberId: string): void;
}

export function ownership(positions: Positions): Ownership {
  const owned = new Map<string, readonly TopicPartition[]>();

  function replace(group: string, memberId: string, after: readonly TopicPartition[]): void {
    const member = JSON.stringify([group, memberId]);
    const before = owned.get(member) ?? [];
    owned.set(member, after);
    for (const { topic, partition } of [...missingIn(after, before), ...missingIn(before, after)]) {
      positions.forget(topic, partition);
    }
  }

  return {
    assigned: replace,
    ended: (group, memberId) => replace(group, memberId, []),
  };
}

function missingIn(list: readonly TopicPartition[], candidates: readonly TopicPartition[]): TopicPartition[] {
  const present = new Set(list.map(({ topic, partition }) => `${topic}/${partition}`));
  return candidates.filter(({ topic, partition }) => !present.has(`${topic}/${partition}`));
}
