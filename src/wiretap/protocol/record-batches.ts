/** The headers of record batches (magic 2), as they stand in Produce requests and Fetch answers; records stay unread. */
import { nearestInt } from '../../evidence/shape.ts';
import { MalformedMessage } from './source.ts';

/** Offsets of the fields in a batch header, in bytes. */
const at = { length: 8, magic: 16, attributes: 21, lastOffsetDelta: 23, recordsCount: 57 };
const headerBytes = 61;
/** A batch's length field counts what follows it. */
const lengthEndsAt = 12;
const controlBit = 0x20;

export interface RecordBatch {
  readonly baseOffset: number;
  readonly lastOffset: number;
  readonly count: number;
  /** Written by a transaction's end, not by a producer. */
  readonly isControl: boolean;
}

/** Each whole batch; a last one that was cut off is left out. Throws `MalformedMessage`, also for message sets of old. */
export function readRecordBatches(records: Buffer | null): RecordBatch[] {
  const batches: RecordBatch[] = [];
  if (records === null) return batches;
  for (let start = 0; records.length - start >= headerBytes; ) {
    const magic = records.readInt8(start + at.magic);
    if (magic !== 2) throw new MalformedMessage(`a record batch of magic ${magic}; 2 is described`);
    const length = lengthEndsAt + records.readInt32BE(start + at.length);
    if (length < headerBytes) throw new MalformedMessage(`a record batch of ${length} bytes`);
    if (length > records.length - start) break;
    batches.push(readHeader(records, start));
    start += length;
  }
  return batches;
}

function readHeader(records: Buffer, start: number): RecordBatch {
  const baseOffset = nearestInt(Number(records.readBigInt64BE(start)));
  return {
    baseOffset,
    lastOffset: nearestInt(baseOffset + records.readInt32BE(start + at.lastOffsetDelta)),
    count: records.readInt32BE(start + at.recordsCount),
    isControl: (records.readInt16BE(start + at.attributes) & controlBit) !== 0,
  };
}
