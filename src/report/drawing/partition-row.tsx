import type { Commit, Life, PartitionLog } from '../story/story.ts';
import { heapsOf, seqsOf, seqsText } from './heaps.ts';
import { partitionClass } from './lane.tsx';
import { frame, round, widthOf } from './place.ts';
import { type Run, runsOf } from './runs.ts';

const cell = 16;
const commitRow = 9;

export const partitionRowHeight = cell + commitRow + 4;

interface RowProps {
  partition: PartitionLog;
  topic: string;
  group: string;
  readers: readonly Life[];
  /** How far apart the marks of commits are. */
  grain: number;
  y: number;
  x: (offset: number) => number;
}

/** A bar for each run of records, and below them a triangle where something was committed. */
export function PartitionRow({ partition, topic, group, readers, grain, y, x }: RowProps) {
  const commits = partition.commits.filter((commit) => commit.group === group);
  const last = commits.at(-1);
  const byOffset = commits.toSorted((one, other) => one.offset - other.offset);
  return (
    <g>
      <text x={frame.labels - 10} y={y + 12} text-anchor="end">
        {`P${partition.partition}`}
      </text>
      {runsOf(partition, topic, readers).map((run) => (
        <RunBar {...{ run, x, y }} partition={partition.partition} />
      ))}
      {heapsOf(byOffset, ({ offset }) => x(offset), grain).map(({ things }) => (
        <CommitMark {...{ x, y }} commits={things} partition={partition.partition} last={last} />
      ))}
    </g>
  );
}

function RunBar(props: { run: Run; partition: number; y: number; x: RowProps['x'] }) {
  const { run, partition, y, x } = props;
  const { firstOffset, lastOffset, printers, seqs } = run;
  const left = x(firstOffset) + 0.5;
  const width = round(Math.max(x(lastOffset + 1) - left - 0.5, 0.6));
  const times = printers.length;
  const label = [...new Set(printers)].map(numberOf).join('+') + (times > 1 ? ` ${times}×` : '');
  const look = times === 0 ? 'unprinted' : `owned ${partitionClass(partition)}${times > 1 ? ' repeated' : ''}`;
  return (
    <g data-seqs={seqsText(seqs.toSorted((one, other) => one - other))}>
      <title>{`P${partition}:${firstOffset === lastOffset ? firstOffset : `${firstOffset}–${lastOffset}`} ${printedBy(run)}`}</title>
      <rect class={look} x={left} y={y} width={width} height={cell} />
      {width > widthOf(label) && (
        <text class={times > 1 ? 'twice' : 'in'} x={round(left + width / 2)} y={y + 11.5} text-anchor="middle">
          {label}
        </text>
      )}
    </g>
  );
}

function printedBy({ printers, hasId }: Run): string {
  if (!hasId) return 'has no id that a print could be known by';
  if (printers.length === 0) return 'was printed by nobody';
  const names = [...new Set(printers)].join(' and ');
  return printers.length === 1 ? `was printed by ${names}` : `was printed ${printers.length} times, by ${names}`;
}

/** `3` of `consumer-3`. */
function numberOf(process: string): string {
  return process.match(/\d+$/)?.[0] ?? process;
}

interface CommitMarkProps {
  /** So close to each other that one mark stands for all. */
  commits: readonly Commit[];
  partition: number;
  /** Of all in the partition, by time. */
  last: Commit | undefined;
  y: number;
  x: RowProps['x'];
}

function CommitMark({ commits, partition, last, y, x }: CommitMarkProps) {
  const commit = commits.find((one) => one === last) ?? commits.at(-1);
  if (!commit) return null;
  const at = x(commit.offset);
  const top = y + cell + 1;
  const half = commit === last ? 4 : 2;
  return (
    <path class="commit" d={`M${at} ${top}l${half} ${2 * half}h${-2 * half}z`} data-seqs={seqsOf(commits)}>
      <title>{commitsTitle(commits, partition)}</title>
    </path>
  );
}

/** A line for each that committed. */
function commitsTitle(commits: readonly Commit[], partition: number): string {
  const committers = [...new Set(commits.map(({ process }) => process))];
  return committers
    .map((committer) => {
      const offsets = commits.filter(({ process }) => process === committer).map(({ offset }) => offset);
      const [least, most] = [Math.min(...offsets), Math.max(...offsets)];
      const where = least === most ? `${least}` : `${least}–${most}`;
      const times = offsets.length === 1 ? '' : `, ${offsets.length} times,`;
      return `P${partition} committed at ${where}${times} by ${committer ?? 'the grader'}`;
    })
    .join('\n');
}
