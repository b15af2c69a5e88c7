import { Reader, readRecordsBatch } from '@platformatic/kafka';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeBatch } from '../../src/client/record-batch.ts';

const text = fc.option(fc.string({ unit: 'grapheme' }));
const records = fc.array(fc.record({ key: text, value: text }), { minLength: 1 });

test('an encoded batch is read back as its records', () => {
  fc.assert(
    fc.property(records, fc.nat(), (given, timestampMs) => {
      const batch = readRecordsBatch(Reader.from(encodeBatch(given, timestampMs).buffer));
      expect(batch).toMatchObject({ firstOffset: 0n, magic: 2, attributes: 0, lastOffsetDelta: given.length - 1 });
      expect(batch.firstTimestamp).toBe(BigInt(timestampMs));
      const found = batch.records.map(({ key, value, offsetDelta }) => ({
        key: key?.toString() ?? null,
        value: value?.toString() ?? null,
        offsetDelta,
      }));
      expect(found).toEqual(given.map((record, offsetDelta) => ({ ...record, offsetDelta })));
    }),
  );
});
