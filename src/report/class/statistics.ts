/** What a few numbers say of many. */

export interface Spread {
  least: number;
  lowerQuartile: number;
  median: number;
  upperQuartile: number;
  most: number;
  mean: number;
}

/** Null of no figures. Quartiles lie between two figures in proportion, as spreadsheets have them. */
export function spreadOf(figures: readonly number[]): Spread | null {
  const sorted = figures.toSorted((one, other) => one - other);
  if (sorted.length === 0) return null;
  return {
    least: quantile(sorted, 0),
    lowerQuartile: quantile(sorted, 0.25),
    median: quantile(sorted, 0.5),
    upperQuartile: quantile(sorted, 0.75),
    most: quantile(sorted, 1),
    mean: sorted.reduce((sum, figure) => sum + figure, 0) / sorted.length,
  };
}

/** `sorted` has at least one. */
function quantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}

/** Those scores that lie from one to another, both included. */
export interface Bin {
  from: number;
  to: number;
  count: number;
}

const mostWidths = 20;

/** Bins of one width from 0 to the most points there are; what full marks lie in holds as little else as that allows. */
export function binsOf(scores: readonly number[], maxScore: number): Bin[] {
  const width = Math.max(1, Math.ceil(maxScore / mostWidths));
  const bins = Array.from({ length: Math.floor(maxScore / width) + 1 }, (_, index) => ({
    from: index * width,
    to: Math.min((index + 1) * width - 1, maxScore),
    count: 0,
  }));
  for (const score of scores) {
    const bin = bins[Math.floor(Math.min(Math.max(score, 0), maxScore) / width)];
    if (bin) bin.count += 1;
  }
  return bins;
}
