import { crc32c, Writer } from '@platformatic/kafka';

/** A record to be appended to one partition; null is Kafka's own null (a value of null is a tombstone). */
export interface NewRecord {
  readonly key: string | null;
  readonly value: string | null;
}

const magic = 2;
const noProducer = { id: -1n, epoch: -1, firstSequence: -1 };

/** The records as one batch of Kafka's format 2, uncompressed, all with the same timestamp. */
export function encodeBatch(records: readonly NewRecord[], timestampMs: number): Writer {
  const checked = Writer.create()
    .appendInt16(0)
    .appendInt32(records.length - 1)
    .appendInt64(BigInt(timestampMs))
    .appendInt64(BigInt(timestampMs))
    .appendInt64(noProducer.id)
    .appendInt16(noProducer.epoch)
    .appendInt32(noProducer.firstSequence)
    .appendInt32(records.length);
  records.forEach((record, offsetDelta) => {
    checked.appendFrom(encodeRecord(record, offsetDelta));
  });
  const checksum = crc32c(checked.dynamicBuffer);
  const afterLength = Writer.create()
    .appendInt32(-1)
    .appendInt8(magic)
    .appendUnsignedInt32(checksum)
    .appendFrom(checked);
  return Writer.create().appendInt64(0n).appendInt32(afterLength.length).appendFrom(afterLength);
}

function encodeRecord({ key, value }: NewRecord, offsetDelta: number): Writer {
  return Writer.create()
    .appendInt8(0)
    .appendVarInt64(0n)
    .appendVarInt(offsetDelta)
    .appendVarIntBytes(asBuffer(key))
    .appendVarIntBytes(asBuffer(value))
    .appendVarInt(0)
    .prependVarIntLength();
}

function asBuffer(text: string | null): Buffer | null {
  return text === null ? null : Buffer.from(text);
}
