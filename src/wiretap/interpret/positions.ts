/** Where the process reads a partition: the offset that follows from what was asked and delivered. */
export interface Position {
  /** Null until the partition is fetched. */
  next: number | null;
}

/** The positions of one process. */
export interface Positions {
  of(topic: string, partition: number): Position;
  /** Forgets a partition that the process gains: its next fetch begins a new position. */
  forget(topic: string, partition: number): void;
}

export function positions(): Positions {
  const known = new Map<string, Position>();
  return {
    of(topic, partition) {
      const key = `${topic}/${partition}`;
      const position = known.get(key) ?? { next: null };
      known.set(key, position);
      return position;
    },
    forget(topic, partition) {
      known.delete(`${topic}/${partition}`);
    },
  };
}
