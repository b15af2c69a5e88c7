/** A scenario as swimlanes: what the grader did, what was in the log, and each process with what it owned and printed. */
import type { ComponentChildren } from 'preact';
import type { LoggedRecord, Story } from '../story/story.ts';
import { Glyphs } from './glyphs.tsx';
import { grainFor, heapsOf, seqsOf } from './heaps.ts';
import { type Grain, Lane, laneHeight } from './lane.tsx';
import { Marks, marksHeight, placeMarks } from './marks.tsx';
import { frame, type TimeScale, timeScale } from './place.ts';

const recordRow = 6;

interface TimelineProps {
  story: Story;
  /** Makes the ids in the drawing its own among several on a page. */
  id: string;
  /** What else the picture needs, before everything that is drawn. */
  children?: ComponentChildren;
}

export function Timeline({ story, id, children }: TimelineProps) {
  const { scenario, lives, steps, logs, untilMs } = story;
  const time = timeScale(story);
  const marks = placeMarks(
    steps.filter(({ kind }) => kind === 'marked'),
    time,
  );
  const partitions = logs.flatMap((log) => log.partitions);
  const stepsY = marksHeight(marks);
  const recordsY = stepsY + frame.glyphs + frame.gap;
  const recordsHeight = partitions.length === 0 ? 0 : partitions.length * recordRow + frame.gap + 2;
  const tops: number[] = [];
  let y = recordsY + recordsHeight;
  for (const life of lives) {
    tops.push(y);
    y += laneHeight(life);
  }
  const grain = grainOf(story, time);
  const recordGrain = grainFor(
    partitions.map(({ records }) => records.map(({ atMs }) => time.x(atMs))),
    mostMarks,
  );
  const hatch = `${id}-hatch`;
  return (
    <svg
      class="drawing"
      viewBox={`0 0 ${frame.width} ${y + frame.axis}`}
      xmlns="http://www.w3.org/2000/svg"
      role="img"
      aria-label={`Timeline of the scenario ${scenario}: ${summaryOf(story)}`}
    >
      {children}
      <defs>
        <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect class="veil" width="5" height="5" />
          <rect class="stripe" width="1.2" height="5" />
        </pattern>
      </defs>
      <Axis time={time} bottom={y} />
      <Marks marks={marks} time={time} bottom={y} />
      <text class="name" x={0} y={stepsY + 10}>
        grader
      </text>
      <Glyphs
        moments={steps.filter(({ kind }) => kind !== 'marked')}
        who="the grader"
        y={stepsY + 6}
        time={time}
        grain={grain.glyphs}
      />
      {partitions.length > 0 && (
        <text class="name" x={0} y={recordsY + 10}>
          records
        </text>
      )}
      {partitions.map(({ partition, records }, index) => (
        <Records {...{ partition, records, time }} grain={recordGrain} y={recordsY + index * recordRow} />
      ))}
      {lives.map((life, index) => (
        <Lane {...{ life, time, grain, untilMs, hatch }} y={tops[index] ?? 0} />
      ))}
    </svg>
  );
}

/** More of one kind in a drawing says nothing that fewer don't say. */
const mostMarks = 150;

function grainOf({ lives }: Story, time: TimeScale): Grain {
  const rows = <T extends { atMs: number }>(things: readonly T[], rowOf: (thing: T) => unknown) =>
    [...new Set(things.map(rowOf))].map((row) =>
      things.filter((thing) => rowOf(thing) === row).map(({ atMs }) => time.x(atMs)),
    );
  return {
    prints: grainFor(
      lives.flatMap(({ prints }) => rows(prints, ({ partition }) => partition)),
      mostMarks,
    ),
    glyphs: grainFor(
      lives.flatMap(({ moments }) => rows(moments, ({ kind }) => kind)),
      mostMarks,
    ),
  };
}

/** For those who don't see the drawing. */
function summaryOf({ lives, fromMs, untilMs }: Story): string {
  const processes = lives.length === 1 ? '1 process' : `${lives.length} processes`;
  return `${processes} in ${((untilMs - fromMs) / 1000).toFixed(1)} seconds`;
}

function Axis({ time, bottom }: { time: TimeScale; bottom: number }) {
  return (
    <g>
      {time.ticks.map(({ x, text }) => (
        <>
          <path class="grid" d={`M${x} 0V${bottom + 4}`} />
          <text class="faint" x={x} y={bottom + 16} text-anchor="middle">
            {text}
          </text>
        </>
      ))}
    </g>
  );
}

function Records(props: {
  partition: number;
  records: readonly LoggedRecord[];
  y: number;
  time: TimeScale;
  grain: number;
}) {
  const { partition, records, y, time, grain } = props;
  const inTime = records.toSorted((one, other) => one.atMs - other.atMs);
  return (
    <>
      {heapsOf(inTime, ({ atMs }) => time.x(atMs), grain).map(({ x, things }) => (
        <path class="record" d={`M${x} ${y}v5`} data-seqs={seqsOf(things)}>
          <title>{recordsTitle(partition, things, time)}</title>
        </path>
      ))}
    </>
  );
}

function recordsTitle(partition: number, records: readonly LoggedRecord[], time: TimeScale): string {
  const [first] = records;
  const last = records.at(-1);
  if (!first || !last) return '';
  const which = first === last ? `${first.offset}` : `${first.offset}–${last.offset}`;
  return `${time.text(first.atMs)}: P${partition}:${which} from the ${first.by}`;
}
