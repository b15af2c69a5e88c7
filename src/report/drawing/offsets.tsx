/** Partition × offset: what was in the log, who printed it, how often, and what was committed. */
import { scaleLinear } from 'd3-scale';
import type { Life, Story, TopicLog } from '../story/story.ts';
import { grainFor } from './heaps.ts';
import { PartitionRow, partitionRowHeight } from './partition-row.tsx';
import { frame, round } from './place.ts';

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

export function Offsets({ story }: { story: Story }) {
  const blocks = blocksOf(story);
  const heights = blocks.map(({ log }) => blockHead + log.partitions.length * partitionRowHeight + frame.axis);
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
  const bottom = y + blockHead + log.partitions.length * partitionRowHeight;
  return (
    <g>
      <text class="name" x={0} y={y + 12}>
        {group}
      </text>
      {log.partitions.map((partition, index) => (
        <PartitionRow
          {...{ partition, group, readers, grain }}
          topic={log.topic}
          y={y + blockHead + index * partitionRowHeight}
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
