import type { Life, Owned, Print } from '../story/story.ts';
import { Glyphs } from './glyphs.tsx';
import { heapsOf, seqsOf } from './heaps.ts';
import { frame, round, type TimeScale, widthOf } from './place.ts';

/** The partitions that a process owned or printed of, each of which has a row in its lane. */
function rowsOf({ owned, prints }: Life): number[] {
  const partitions = new Set([...owned, ...prints].map(({ partition }) => partition));
  return [...partitions].sort((one, other) => one - other);
}

export function laneHeight(life: Life): number {
  return frame.glyphs + Math.max(rowsOf(life).length, 1) * frame.row + frame.gap;
}

/** How far apart marks are, so that a drawing stays light however much happened. */
export interface Grain {
  prints: number;
  glyphs: number;
}

interface LaneProps {
  life: Life;
  y: number;
  time: TimeScale;
  grain: Grain;
  untilMs: number;
  /** The id of the pattern that rebalances are hatched with. */
  hatch: string;
}

/** One process: its life, what it owned and printed, row by row. */
export function Lane({ life, y, time, grain, untilMs, hatch }: LaneProps) {
  const { process, exit, owned, prints, idle, rebalances, moments, startedMs } = life;
  const rows = rowsOf(life);
  const top = y + frame.glyphs;
  const height = Math.max(rows.length, 1) * frame.row;
  const from = time.x(startedMs);
  const until = time.x(exit?.atMs ?? untilMs);
  const rowY = (partition: number) => top + rows.indexOf(partition) * frame.row;
  return (
    <g>
      <text class="name" x={0} y={y + 11}>
        {process}
      </text>
      <text class="faint" x={0} y={y + 24}>
        {exitText(life)}
      </text>
      <rect class="life" x={from} y={y + 5} width={round(Math.max(until - from, 1))} height={2} />
      {idle.map(({ fromMs, untilMs: toMs, fromSeq, untilSeq }) => (
        <Idle x={time.x(fromMs)} until={time.x(toMs)} y={top} height={height} seqs={`${fromSeq} ${untilSeq}`}>
          {`${process} was a member without a partition from ${time.text(fromMs)} to ${time.text(toMs)}`}
        </Idle>
      ))}
      {owned.map((bar) => (
        <OwnedBar bar={bar} process={process} y={rowY(bar.partition)} time={time} />
      ))}
      {rebalances.map(({ fromMs, untilMs: toMs, fromSeq, untilSeq }) => (
        <rect
          class="rebalance"
          x={time.x(fromMs)}
          y={top}
          width={round(Math.max(time.x(toMs) - time.x(fromMs), 1))}
          height={height - 1}
          fill={`url(#${hatch})`}
          data-seqs={`${fromSeq} ${untilSeq}`}
        >
          <title>{`${process}: rebalance from ${time.text(fromMs)} to ${time.text(toMs)}`}</title>
        </rect>
      ))}
      {rows.map((partition) => (
        <Prints
          prints={prints.filter((print) => print.partition === partition)}
          y={rowY(partition)}
          {...{ process, time }}
          grain={grain.prints}
        />
      ))}
      <Glyphs moments={moments} who={process} y={y + 6} time={time} grain={grain.glyphs} />
    </g>
  );
}

function exitText({ exit }: Life): string {
  if (exit === null) return 'still running';
  return exit.how.replace(/^with |^by /, '') + (exit.asked ? '' : ', unasked');
}

function OwnedBar({ bar, process, y, time }: { bar: Owned; process: string; y: number; time: TimeScale }) {
  const { partition, generation, fromMs, untilMs, fromSeq, untilSeq } = bar;
  const x = time.x(fromMs);
  const width = round(Math.max(time.x(untilMs) - x, 1));
  return (
    <g data-seqs={`${fromSeq} ${untilSeq}`}>
      <title>{`${process} owned P${partition} from ${time.text(fromMs)} to ${time.text(untilMs)}, given in generation ${generation}`}</title>
      <rect class={`owned ${partitionClass(partition)}`} x={x} y={y} width={width} height={frame.row - 1} />
      {width > 20 && (
        <text class="in" x={x + 3} y={y + 9.5}>
          {`P${partition}`}
        </text>
      )}
    </g>
  );
}

function Idle(props: { x: number; until: number; y: number; height: number; seqs: string; children: string }) {
  const { x, until, y, height, seqs, children } = props;
  const width = round(Math.max(until - x, 1));
  return (
    <g data-seqs={seqs}>
      <title>{children}</title>
      <rect class="idle" x={x} y={y} width={width} height={height - 1} />
      {width > widthOf('idle') && (
        <text class="in" x={x + 4} y={y + Math.min(height / 2 + 4, 10)}>
          idle
        </text>
      )}
    </g>
  );
}

function Prints({
  prints,
  process,
  y,
  time,
  grain,
}: {
  prints: readonly Print[];
  process: string;
  y: number;
  time: TimeScale;
  grain: number;
}) {
  return (
    <>
      {heapsOf(prints, ({ atMs }) => time.x(atMs), grain).map(({ x, things }) => (
        <path class="print" d={`M${x} ${y + 6}v6`} data-seqs={seqsOf(things)}>
          <title>{printsTitle(things, process, time)}</title>
        </path>
      ))}
    </>
  );
}

function printsTitle(prints: readonly Print[], process: string, time: TimeScale): string {
  const [first] = prints;
  if (!first) return '';
  const offsets = prints.map(({ offset }) => offset);
  const [least, most] = [Math.min(...offsets), Math.max(...offsets)];
  const which = least === most ? `${least}` : `${least}–${most}, ${prints.length} times`;
  return `${time.text(first.atMs)}: ${process} printed P${first.partition}:${which}`;
}

/** Colours repeat after the eighth partition; the label tells them apart. */
export function partitionClass(partition: number): string {
  return `p${partition % 8}`;
}
