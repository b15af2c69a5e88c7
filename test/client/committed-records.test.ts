import type { RecordsBatch } from '@platformatic/kafka';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { committedRecords } from '../../src/client/committed-records.ts';

/** What producers do to one partition: `marker` ends the producer's open transaction. */
type Step =
  | { readonly do: 'append'; readonly producer: number; readonly count: number }
  | { readonly do: 'marker'; readonly producer: number; readonly commit: boolean }
  | { readonly do: 'append-plainly'; readonly count: number };

const producer = fc.integer({ min: 1, max: 3 });
const count = fc.integer({ min: 1, max: 4 });
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('append' as const), producer, count }),
    fc.record({ do: fc.constant('marker' as const), producer, commit: fc.boolean() }),
    fc.record({ do: fc.constant('append-plainly' as const), count }),
  ),
  { size: 'max', maxLength: 40 },
);

test('what is left of any interleaving of transactions is what was committed, in offset order', () => {
  fc.assert(
    fc.property(steps, (given) => {
      const { batches, aborted, committed } = play(given);
      const found = committedRecords(batches, aborted).map(({ offset }) => offset);
      expect(found).toEqual(committed);
    }),
  );
});

/** A log by the rules of the broker: open transactions are aborted at its end. */
function play(given: readonly Step[]) {
  const batches: RecordsBatch[] = [];
  const aborted: { producerId: bigint; firstOffset: bigint }[] = [];
  const committed: number[] = [];
  const open = new Map<number, number[]>();
  let next = 0;
  const append = (length: number, attributes: number, producerId: number, key: Buffer | null) => {
    const offsets = Array.from({ length }, (_, index) => next + index);
    batches.push(batchOf(next, length, attributes, producerId, key));
    next += length;
    return offsets;
  };
  const end = (producerId: number, commit: boolean) => {
    const offsets = open.get(producerId);
    if (!offsets) return;
    open.delete(producerId);
    append(1, 0b110000, producerId, Buffer.from([0, 0, 0, commit ? 1 : 0]));
    if (commit) committed.push(...offsets);
    else aborted.push({ producerId: BigInt(producerId), firstOffset: BigInt(offsets[0] ?? 0) });
  };
  for (const step of given) {
    if (step.do === 'append-plainly') committed.push(...append(step.count, 0, -1, null));
    else if (step.do === 'marker') end(step.producer, step.commit);
    else
      open.set(step.producer, [
        ...(open.get(step.producer) ?? []),
        ...append(step.count, 0b10000, step.producer, null),
      ]);
  }
  for (const producerId of [...open.keys()]) end(producerId, false);
  return { batches, aborted, committed: committed.sort((a, b) => a - b) };
}

function batchOf(firstOffset: number, length: number, attributes: number, producerId: number, key: Buffer | null) {
  return {
    firstOffset: BigInt(firstOffset),
    length: 0,
    partitionLeaderEpoch: 0,
    magic: 2,
    crc: 0,
    attributes,
    lastOffsetDelta: length - 1,
    firstTimestamp: 0n,
    maxTimestamp: 0n,
    producerId: BigInt(producerId),
    producerEpoch: 0,
    firstSequence: 0,
    records: Array.from({ length }, (_, offsetDelta) => ({
      length: 0,
      attributes: 0,
      timestampDelta: 0n,
      offsetDelta,
      key,
      value: null,
      headers: [],
    })),
  };
}
