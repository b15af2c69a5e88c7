import { isUtf8 } from 'node:buffer';
import { fetchV17 } from '@platformatic/kafka';
import pRetry from 'p-retry';
import type { Bytes } from '../evidence/observation.ts';
import { committedRecords, lastOffset } from './committed-records.ts';
import type { Link } from './link.ts';
import { highWatermarks, stableEnds, topicShape } from './topics.ts';

/** A record as it stands in the topic. */
export interface LogRecord {
  readonly partition: number;
  readonly offset: number;
  readonly key: Bytes;
  readonly value: Bytes;
}

/** A topic's records, partition by partition in offset order, and by partition index the offset where reading ended. */
export interface Log {
  readonly records: readonly LogRecord[];
  readonly ends: readonly number[];
}

/** The partitions learn of a transaction's end within milliseconds; this is for a machine that has better things to do. */
const settlingLimitMs = 10_000;
const readCommitted = 1;
const partitionLimitBytes = 1 << 20;
const answerLimitBytes = 16 << 20;

/** What a `read_committed` reader finds once no transaction is under way any more. Joins no group. */
export async function readLog(link: Link, topic: string): Promise<Log> {
  const { topicId, partitions } = await topicShape(link, topic);
  const ends = await settledEnds(link, topic, partitions);
  const found = ends.map((end, partition) => readPartition(link, { topic, topicId, partition, end }));
  return { records: (await Promise.all(found)).flat(), ends };
}

class Unsettled extends Error {}

/**
 * The last stable offsets when nothing is open before the logs' ends. A producer is told that its transaction has ended before
 * the partitions are; one that died in the middle leaves it open, and after some seconds nothing more is waited for.
 */
async function settledEnds(link: Link, topic: string, partitions: number): Promise<readonly number[]> {
  let stable: readonly number[] = [];
  const look = async () => {
    const highest = await highWatermarks(link, topic, partitions);
    stable = await stableEnds(link, topic, partitions);
    if (stable.some((offset, partition) => offset < (highest[partition] ?? 0))) throw new Unsettled();
  };
  try {
    await pRetry(look, {
      retries: Number.POSITIVE_INFINITY,
      minTimeout: 5,
      factor: 1.5,
      maxTimeout: 200,
      maxRetryTime: settlingLimitMs,
      shouldRetry: ({ error }) => error instanceof Unsettled,
    });
  } catch (error) {
    if (!(error instanceof Unsettled)) throw error;
  }
  return stable;
}

interface PartitionToRead {
  readonly topic: string;
  readonly topicId: string;
  readonly partition: number;
  readonly end: number;
}

async function readPartition(link: Link, { topic, topicId, partition, end }: PartitionToRead): Promise<LogRecord[]> {
  const records: LogRecord[] = [];
  let position = 0;
  while (position < end) {
    const { batches, aborted } = await fetchFrom(link, topic, topicId, partition, position);
    const last = batches.at(-1);
    if (!last) throw new Error(`Partition ${partition} of ${topic} ends at ${end}, but nothing follows ${position}.`);
    for (const { offset, record } of committedRecords(batches, aborted)) {
      if (offset < position || offset >= end) continue;
      records.push({ partition, offset, key: asBytes(record.key), value: asBytes(record.value) });
    }
    position = Number(lastOffset(last)) + 1;
  }
  return records;
}

/** At least one batch, where there is one: the broker gives the first even if it is larger than the limits. */
async function fetchFrom(link: Link, topic: string, topicId: string, partition: number, offset: number) {
  const wanted = {
    partition,
    currentLeaderEpoch: -1,
    fetchOffset: BigInt(offset),
    lastFetchedEpoch: -1,
    partitionMaxBytes: partitionLimitBytes,
  };
  const session = { id: 0, epoch: -1 };
  const answer = await link.ask(
    `read ${topic}`,
    fetchV17.api,
    0,
    0,
    answerLimitBytes,
    readCommitted,
    session.id,
    session.epoch,
    [{ topicId, partitions: [wanted] }],
    [],
    '',
  );
  const fetched = answer.responses[0]?.partitions[0];
  return { batches: fetched?.records ?? [], aborted: fetched?.abortedTransactions ?? [] };
}

function asBytes(bytes: Buffer | null): Bytes {
  if (bytes === null) return null;
  return isUtf8(bytes) ? bytes.toString('utf8') : { base64: bytes.toString('base64') };
}
