import type { Positions } from './positions.ts';

interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

/** Which partitions the process's group members own: one that is gained begins a new position, one that stays keeps it. */
export interface Ownership {
  assigned(group: string, memberId: string, partitions: readonly TopicPartition[]): void;
  /** The member owns nothing any more: it left, or joins from the start. */
  ended(group: string, memberId: string): void;
}

export function ownership(positions: Positions): Ownership {
  const owned = new Map<string, ReadonlySet<string>>();
  return {
    assigned(group, memberId, partitions) {
      const member = JSON.stringify([group, memberId]);
      const before = owned.get(member);
      owned.set(member, new Set(partitions.map(keyOf)));
      for (const gained of partitions) {
        if (!before?.has(keyOf(gained))) positions.forget(gained.topic, gained.partition);
      }
    },
    ended(group, memberId) {
      owned.delete(JSON.stringify([group, memberId]));
    },
  };
}

function keyOf({ topic, partition }: TopicPartition): string {
  return `${topic}/${partition}`;
}
