import type { Moment } from '../story/story.ts';
import { frame, round, type TimeScale, widthOf } from './place.ts';

const rowHeight = 13;
const textGap = 6;

/** A moment of the story that the grader marked, and where its label stands. */
export interface PlacedMark {
  mark: Moment;
  x: number;
  row: number;
  /** The side of its label that is at `x`. */
  anchor: 'start' | 'end';
}

/** Each mark in the first row where its label does not touch the one before it; before the mark where the frame ends. */
export function placeMarks(marks: readonly Moment[], time: TimeScale): PlacedMark[] {
  const ends: number[] = [];
  return marks.map((mark) => {
    const x = time.x(mark.atMs);
    const width = widthOf(mark.says);
    const anchor = x + width > frame.width ? 'end' : 'start';
    const from = anchor === 'end' ? x - width : x;
    const free = ends.findIndex((end) => end + textGap < from);
    const row = free < 0 ? ends.length : free;
    ends[row] = round(from + width);
    return { mark, x, row, anchor };
  });
}

export function marksHeight(marks: readonly PlacedMark[]): number {
  return (Math.max(0, ...marks.map(({ row }) => row)) + 1) * rowHeight + 4;
}

/** A line through all lanes for each, with its label above them. */
export function Marks({ marks, time, bottom }: { marks: readonly PlacedMark[]; time: TimeScale; bottom: number }) {
  return (
    <>
      {marks.map(({ mark, x, row, anchor }) => (
        <g data-seqs={mark.seq}>
          <title>{`${time.text(mark.atMs)}: ${mark.says}`}</title>
          <path class="mark" d={`M${x} ${row * rowHeight + 12}V${bottom}`} />
          <text class="faint" x={x} y={row * rowHeight + 10} text-anchor={anchor}>
            {mark.says}
          </text>
        </g>
      ))}
    </>
  );
}
