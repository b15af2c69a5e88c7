/** Partition × offset: what was in the log, who printed it, how often, and what was committed. */
import { scaleLinear } from 'd3-scale';
import type { Commit, Life, PartitionLog, Story, TopicLog } from '../story/story.ts';
import { grainFor, heapsOf, seqsOf } from './heaps.ts';
import { partitionClass } from './lane.tsx';
import { frame, round, widthOf } from './place.ts';
import { type Run, runsOf } from './runs.ts';

const cell = 16;
const commitRow = 9;
const widestRecord = 26;

interface Block {
  log: TopicLog;
  group: string;
  readers: readonly Life[];
}

/** What each group made of each topic that it read. */
function blocksOf({ logs, lives }: Story): Block[] {
  const groups = new Set(lives.flatMap(({ group }) => group ?? []));
  return logs.flatMap((log) =>
    [...groups]
      .map((group) => ({ log, group, readers: lives.filter((life) => life.group === group) }))
      .filter(({ log: { partitions } }) => partitions.some(({ records }) => records.length > 0)),
  );
}

export function hasOffsets(story: Story): boolean {
  return blocksOf(story).length > 0;
}

const blockHead = 20;
/** More marks of commits in a log say nothing that fewer don't say. */
const mostCommits = 120;
const rowHeight = cell + commitRow + 4;

export function Offsets({ story }: { story: Story }) {
  const blocks = blocksOf(story);
  const heights = blocks.map(({ log }) => blockHead + log.partitions.length * rowHeight + frame.axis);
  const tops = heights.map((_, index) => heights.slice(0, index).reduce((sum, height) => sum + height, 0));
  return (
    <svg
      class="drawing"
      viewBox={`0 0 ${frame.width} ${heights.reduce((sum, height) => sum + height, 0)}`}
      xmlns="http://www.w3.org/2000/svg"
      role="img"
      aria-label={`Offsets of the scenario ${story.scenario}: who printed which record`}
    >
      {blocks.map((block, index) => (
        <GroupLog {...block} y={tops[index] ?? 0} />
      ))}
    </svg>
  );
}

function GroupLog({ log, group, readers, y }: Block & { y: number }) {
  const ends = log.partitions.flatMap(({ records, commits }) => [
    ...records.map(({ offset }) => offset + 1),
    ...commits.map(({ offset }) => offset),
  ]);
  const end = Math.max(1, ...ends);
  const right = Math.min(frame.width - frame.right, frame.labels + end * widestRecord);
  const x = scaleLinear([0, end], [frame.labels, right]);
  const grain = grainFor(
    log.partitions.map(({ commits }) =>
      commits
        .filter((commit) => commit.group === group)
        .map(({ offset }) => x(offset))
        .sort((one, other) => one - other),
    ),
    mostCommits,
  );
  const bottom = y + blockHead + log.partitions.length * rowHeight;
  return (
    <g>
      <text class="name" x={0} y={y + 12}>
        {group}
      </text>
      {log.partitions.map((partition, index) => (
        <PartitionRow
          {...{ partition, group, readers, grain }}
          topic={log.topic}
          y={y + blockHead + index * rowHeight}
          x={(offset) => round(x(offset))}
        />
      ))}
      {x
        .ticks(Math.min(end, 10))
        .filter(Number.isInteger)
        .map((offset) => (
          <text class="faint" x={round(x(offset))} y={bottom + 12} text-anchor="middle">
            {offset}
          </text>
        ))}
    </g>
  );
}

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

function PartitionRow({ partition, topic, group, readers, grain, y, x }: RowProps) {
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
    <g data-seqs={seqs.join(' ')}>
      <title>{`P${partition}:${firstOffset === lastOffset ? firstOffset : `${firstOffset}–${lastOffset}`} ${printedBy(printers)}`}</title>
      <rect class={look} x={left} y={y} width={width} height={cell} />
      {width > widthOf(label) && (
        <text class={times > 1 ? 'twice' : 'in'} x={round(left + width / 2)} y={y + 11.5} text-anchor="middle">
          {label}
        </text>
      )}
    </g>
  );
}

function printedBy(printers: readonly string[]): string {
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
  const by = commit.process ?? 'the grader';
  return (
    <path class="commit" d={`M${at} ${top}l${half} ${2 * half}h${-2 * half}z`} data-seqs={seqsOf(commits)}>
      <title>{`P${partition} committed at ${commit.offset} by ${by}`}</title>
    </path>
  );
}
