import type { fetchV17, KafkaRecord, RecordsBatch } from '@platformatic/kafka';

const transactionalBit = 1 << 4;
const controlBit = 1 << 5;
/** A control record's key: its version (int16), then this for an abort marker (int16). */
const abortMarker = 0;

/**
 * The records that a `read_committed` reader delivers from fetched batches. The broker says which transactions were
 * aborted, by producer and first offset; such a producer's batches count for nothing until its abort marker.
 */
export function committedRecords(
  batches: readonly RecordsBatch[],
  abortedTransactions: readonly fetchV17.FetchResponsePartitionAbortedTransaction[],
): readonly { offset: number; record: KafkaRecord }[] {
  const upcoming = abortedTransactions.toSorted((a, b) => Number(a.firstOffset - b.firstOffset));
  const aborting = new Set<bigint>();
  return batches.flatMap((batch) => {
    while (upcoming[0] && upcoming[0].firstOffset <= lastOffset(batch)) {
      aborting.add(upcoming[0].producerId);
      upcoming.shift();
    }
    if (batch.attributes & controlBit) {
      if (batch.records[0]?.key?.readInt16BE(2) === abortMarker) aborting.delete(batch.producerId);
      return [];
    }
    if (batch.attributes & transactionalBit && aborting.has(batch.producerId)) return [];
    return batch.records.map((record) => ({ offset: Number(batch.firstOffset) + record.offsetDelta, record }));
  });
}

/** The offset of the batch's last record, also where that one is no longer in it. */
export function lastOffset(batch: RecordsBatch): bigint {
  return batch.firstOffset + BigInt(batch.lastOffsetDelta);
}
