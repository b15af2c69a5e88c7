/** Times as columns. */
export interface TimeScale {
  /** From 0 to the number of columns, which is where the time ends; later times lie no further to the right. */
  columnOf(atMs: number): number;
}

export interface Need {
  fromMs: number;
  untilMs: number;
  columns: number;
}

/**
 * A scale that is even where it can be: what happens too fast to be labelled is drawn longer, and the rest gives way. Where
 * there is not room enough for that, all is drawn as long as it took.
 */
export function timeScale(
  time: { fromMs: number; untilMs: number },
  columns: number,
  needs: readonly Need[],
): TimeScale {
  const inside = needs.filter(
    ({ fromMs, untilMs }) => time.fromMs <= fromMs && fromMs < untilMs && untilMs <= time.untilMs,
  );
  const instants = [...new Set([time, ...inside].flatMap(({ fromMs, untilMs }) => [fromMs, untilMs]))].sort(
    (one, other) => one - other,
  );
  const durations = instants.slice(1).map((instant, index) => instant - (instants[index] ?? instant));
  const columnAt = cumulated(widthsOf(durations, leastWidths(instants, durations, inside), columns));
  return {
    columnOf(atMs) {
      const next = instants.findIndex((instant) => instant > atMs);
      if (next < 0) return Math.round(columnAt.at(-1) ?? 0);
      if (next === 0) return 0;
      const [from = 0, until = 0] = [columnAt[next - 1], columnAt[next]];
      const share = (atMs - (instants[next - 1] ?? 0)) / (durations[next - 1] ?? 1);
      return Math.floor(from + share * (until - from) + rounding);
    },
  };
}

/** Sums of fractions may come out a hair below the whole number that they make. */
const rounding = 1e-6;

/** How wide the time between two instants must be at least so that all that is needed has its columns. */
function leastWidths(instants: readonly number[], durations: readonly number[], needs: readonly Need[]): number[] {
  const least = durations.map(() => 0);
  for (const { fromMs, untilMs, columns } of [...needs].sort((one, other) => one.untilMs - other.untilMs)) {
    const [first, last] = [instants.indexOf(fromMs), instants.indexOf(untilMs)];
    const missing = columns - sum(least.slice(first, last));
    if (missing <= 0) continue;
    const longest = Math.max(...durations.slice(first, last));
    const widened = durations.indexOf(longest, first);
    least[widened] = (least[widened] ?? 0) + missing;
  }
  return least;
}

/** As long as they lasted, but none less than it must be; the same for all if there is no room for that. */
function widthsOf(durations: readonly number[], least: readonly number[], columns: number): number[] {
  const total = sum(durations);
  if (total === 0) return durations.map(() => 0);
  if (sum(least) > columns) return durations.map((duration) => (duration / total) * columns);
  const widened = new Set<number>();
  for (;;) {
    const room = columns - sum([...widened].map((index) => least[index] ?? 0));
    const even = sum(durations.filter((_, index) => !widened.has(index)));
    const perMs = even === 0 ? 0 : room / even;
    const tooNarrow = durations.findIndex(
      (duration, index) => !widened.has(index) && duration * perMs < (least[index] ?? 0),
    );
    if (tooNarrow < 0)
      return durations.map((duration, index) => (widened.has(index) ? (least[index] ?? 0) : duration * perMs));
    widened.add(tooNarrow);
  }
}

/** Where each of the widths begins, and the last ends. */
function cumulated(widths: readonly number[]): number[] {
  const ends = [0];
  let end = 0;
  for (const width of widths) {
    end += width;
    ends.push(end);
  }
  return ends;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
