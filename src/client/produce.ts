import { createAPI, ProduceAcks, produceV11, Writer } from '@platformatic/kafka';
import type { Link } from './link.ts';
import { encodeBatch, type NewRecord } from './record-batch.ts';

/** Well below the broker's limit for a batch (`message.max.bytes`, 1 MiB). */
const batchLimitBytes = 500_000;
const writeLimitMs = 15_000;

/** Where a record was appended. */
export interface Appended {
  readonly partition: number;
  readonly offset: number;
}

/** Some records of one partition, and where each stands in what the caller gave. */
interface Batch {
  readonly partition: number;
  readonly entries: readonly { readonly index: number; readonly record: NewRecord }[];
}

/**
 * Appends the records, those of one partition in their order, and gives their places in the order of the argument.
 * Each batch is a request of its own, so that one which is refused has left nothing and can be sent again.
 */
export async function produce(
  link: Link,
  topic: string,
  records: readonly (NewRecord & { readonly partition: number })[],
): Promise<readonly Appended[]> {
  const appended: Appended[] = [];
  const appendAll = async (batches: readonly Batch[]) => {
    for (const { partition, entries } of batches) {
      const batch = encodeBatch(
        entries.map(({ record }) => record),
        Date.now(),
      );
      const answer = await link.ask(`append to ${topic}`, appendBatch, topic, partition, batch);
      const first = Number(answer.responses[0]?.partitionResponses[0]?.baseOffset);
      entries.forEach(({ index }, position) => {
        appended[index] = { partition, offset: first + position };
      });
    }
  };
  await Promise.all([...batchesByPartition(records).values()].map(appendAll));
  return appended;
}

function batchesByPartition(records: readonly (NewRecord & { readonly partition: number })[]): Map<number, Batch[]> {
  const batches = new Map<number, Batch[]>();
  const open = new Map<number, { entries: { index: number; record: NewRecord }[]; bytes: number }>();
  records.forEach((record, index) => {
    const { partition } = record;
    const bytes = Buffer.byteLength(record.key ?? '') + Buffer.byteLength(record.value ?? '');
    let batch = open.get(partition);
    if (!batch || batch.bytes + bytes > batchLimitBytes) {
      batch = { entries: [], bytes: 0 };
      open.set(partition, batch);
      const earlier = batches.get(partition) ?? [];
      batches.set(partition, [...earlier, { partition, entries: batch.entries }]);
    }
    batch.entries.push({ index, record });
    batch.bytes += bytes;
  });
  return batches;
}

/** Produce with one batch for one partition; the library's own request can't carry a null value. */
const appendBatch = createAPI<[topic: string, partition: number, batch: Writer], produceV11.ProduceResponse>(
  produceV11.api.key,
  produceV11.api.version,
  (topic: string, partition: number, batch: Writer) =>
    Writer.create()
      .appendString(null)
      .appendInt16(ProduceAcks.ALL)
      .appendInt32(writeLimitMs)
      .appendArray([topic], (topics, name) => {
        topics.appendString(name).appendArray([partition], (partitions, index) => {
          partitions
            .appendInt32(index)
            .appendUnsignedVarInt(batch.length + 1)
            .appendFrom(batch);
        });
      })
      .appendTaggedFields(),
  produceV11.parseResponse,
);
