import type { Life } from '../../story/story.ts';

/** A stretch of a member's life in which what it owned did not change. */
export interface Run {
  fromMs: number;
  untilMs: number;
  /** In ascending order; none for a member that idles. */
  partitions: readonly number[];
}

/** What a member owned from when to when, in order; times in which it owned nothing and was no member are left out. */
export function runsOf({ owned, idle }: Life): Run[] {
  const changes = [...owned, ...idle].flatMap(({ fromMs, untilMs }) => [fromMs, untilMs]);
  const instants = [...new Set(changes)].sort((one, other) => one - other);
  const runs: Run[] = [];
  for (const [index, fromMs] of instants.entries()) {
    const untilMs = instants[index + 1];
    if (untilMs === undefined) break;
    const covers = (stretch: { fromMs: number; untilMs: number }) =>
      stretch.fromMs <= fromMs && untilMs <= stretch.untilMs;
    const partitions = [...new Set(owned.filter(covers).map(({ partition }) => partition))].sort((a, b) => a - b);
    if (partitions.length === 0 && !idle.some(covers)) continue;
    runs.push({ fromMs, untilMs, partitions });
  }
  return runs;
}

/** `P0-3`, `P1,2`, `P0,2-5`; `idle` where it owns nothing. */
export function labelOf({ partitions }: Run): string {
  if (partitions.length === 0) return 'idle';
  const ranges: { first: number; last: number }[] = [];
  for (const partition of partitions) {
    const range = ranges.at(-1);
    if (range?.last === partition - 1) range.last = partition;
    else ranges.push({ first: partition, last: partition });
  }
  return `P${ranges.map(nameOf).join(',')}`;
}

function nameOf({ first, last }: { first: number; last: number }): string {
  if (first === last) return `${first}`;
  return last === first + 1 ? `${first},${last}` : `${first}-${last}`;
}
