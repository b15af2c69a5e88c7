import type { Life } from '../../story/story.ts';
import { harmless } from '../harmless.ts';
import type { Look } from '../look.ts';
import { labelOf, runsOf } from './runs.ts';
import { inkOf, type Sign, signOf } from './signs.ts';
import type { TimeScale } from './time-scale.ts';

/** One column: a sign, or a character of a label in its place. */
export interface Cell {
  sign: Sign;
  text: string;
}

/** One column for each of the scale's, and one for what ended last. */
export function laneOf(life: Life, { scale, columns }: { scale: TimeScale; columns: number }, look: Look): Cell[] {
  const cells = Array.from({ length: columns + 1 }, () => cellOf('nothing', look));
  const end = life.exit === null ? columns : scale.columnOf(life.exit.atMs);
  const draw = (sign: Sign, from: number, until: number) => cells.fill(cellOf(sign, look), from, Math.max(from, until));
  const write = (text: string, sign: Sign, from: number, until: number) => {
    if (text.length > until - from) return;
    for (const [index, character] of [...text].entries()) cells[from + index] = { sign, text: character };
  };

  const runs = runsOf(life).map((run) => ({
    sign: run.partitions.length === 0 ? ('idle' as const) : ('owning' as const),
    label: labelOf(run),
    from: scale.columnOf(run.fromMs),
    until: scale.columnOf(run.untilMs),
  }));
  draw('outside', scale.columnOf(life.startedMs), end);
  for (const { sign, from, until } of runs) draw(sign, from, until);
  for (const { fromMs, untilMs } of life.rebalances) {
    draw('rebalancing', scale.columnOf(fromMs), scale.columnOf(untilMs));
  }
  for (const { label, sign, from, until } of runs) {
    for (const rebalance of life.rebalances) {
      const after = scale.columnOf(rebalance.untilMs);
      if (from < after && after < until) write(label, sign, after, endOfStretch(cells, after));
    }
    write(label, sign, from, until);
  }
  if (life.exit !== null) {
    draw('ended', end, end + 1);
    if (!life.exit.asked) write(harmless(` ${life.exit.how}`, 'ascii'), 'ended', end + 1, columns + 1);
  }
  return cells;
}

function endOfStretch(cells: readonly Cell[], from: number): number {
  const next = cells.findIndex(({ sign }, index) => index > from && sign !== cells[from]?.sign);
  return next < 0 ? cells.length : next;
}

/** The cells as text, each stretch in its colour; what is empty at the end is left out. */
export function paintLane(cells: readonly Cell[], { paint }: Look): string {
  const last = cells.findLastIndex(({ sign }) => sign !== 'nothing');
  let painted = '';
  let stretch = '';
  for (const [index, { sign, text }] of cells.slice(0, last + 1).entries()) {
    stretch += text;
    if (index < last && cells[index + 1]?.sign === sign) continue;
    painted += inkOf(sign, paint)(stretch);
    stretch = '';
  }
  return painted;
}

function cellOf(sign: Sign, look: Look): Cell {
  return { sign, text: signOf(sign, look) };
}
