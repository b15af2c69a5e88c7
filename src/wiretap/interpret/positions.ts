/** Where the process reads a partition: the offset that follows from what was asked and delivered. */
export interface Position {
  next: number;
}

/** The positions of one process, as long as it has the partition. */
export interface Positions {
  /** The partition's position, begun by `begin` where there is none. */
  of(topic: string, partition: number, begin: () => Position): Position;
  /** Forgets a partition that was lost or gained: its next fetch begins a new position. */
  forget(topic: string, partition: number): void;
}

export function positions(): Positions {
  const known = new Map<string, Position>();
  return {
    of(topic, partition, begin) {
      const key = `${topic}/${partition}`;
      const position = known.get(key) ?? begin();
      known.set(key, position);
      return position;
    },
    forget(topic, partition) {
      known.delete(`${topic}/${partition}`);
    },
  };
}
