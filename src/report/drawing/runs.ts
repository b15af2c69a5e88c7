import type { Life, PartitionLog, Print } from '../story/story.ts';

/** Records in a row that were printed by the same processes, or that nobody can have been seen to print. */
export interface Run {
  firstOffset: number;
  lastOffset: number;
  /** Whether they have an id that a print could be known by. */
  hasId: boolean;
  /** Who printed each of them, once per print; empty where nobody did. */
  printers: readonly string[];
  /** The records, and the lines that print them. */
  seqs: readonly number[];
}

/** What became of a partition's records in one group, from the first to the last. */
export function runsOf({ partition, records }: PartitionLog, topic: string, readers: readonly Life[]): Run[] {
  const prints = new Map<number, { print: Print; process: string }[]>();
  for (const { process, prints: its } of readers) {
    for (const print of its) {
      if (print.topic !== topic || print.partition !== partition) continue;
      prints.set(print.offset, [...(prints.get(print.offset) ?? []), { print, process }]);
    }
  }
  const runs: (Omit<Run, 'seqs'> & { seqs: number[] })[] = [];
  for (const { offset, seq, hasId } of records) {
    const printed = prints.get(offset) ?? [];
    const printers = printed.map(({ process }) => process);
    const seqs = [seq, ...printed.map(({ print }) => print.seq)];
    const last = runs.at(-1);
    if (last && last.lastOffset === offset - 1 && last.hasId === hasId && isSame(last.printers, printers)) {
      last.lastOffset = offset;
      last.seqs.push(...seqs);
    } else {
      runs.push({ firstOffset: offset, lastOffset: offset, hasId, printers, seqs });
    }
  }
  return runs;
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((one, index) => one === others[index]);
}
