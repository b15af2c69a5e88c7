import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inShard, shardOf } from '../../src/batch/shard.ts';

const counts = fc.integer({ min: 1, max: 32 });
const ids = fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 50 });

test('every submission is in exactly one shard, whoever else has handed in', () => {
  fc.assert(
    fc.property(ids, ids, counts, (some, others, of) => {
      const handedIn = [...some, ...others].map((id) => ({ id }));
      const shards = Array.from({ length: of }, (_, before) => inShard(handedIn, { index: before + 1, of }));
      expect(shards.flat()).toHaveLength(handedIn.length);
      for (const id of some) {
        const index = shards.findIndex((shard) => shard.some((each) => each.id === id)) + 1;
        expect(inShard([{ id }], { index, of })).toEqual([{ id }]);
      }
    }),
  );
});

test('shards of a large class are about as large, also where its ids are almost the same', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 16 }), (prefix, of) => {
      const size = 1000;
      const handedIn = Array.from({ length: size }, (_, number) => ({ id: `${prefix}${number}` }));
      const mean = size / of;
      for (let index = 1; index <= of; index += 1) {
        const farthest = 6 * Math.sqrt(mean);
        expect(Math.abs(inShard(handedIn, { index, of }).length - mean)).toBeLessThanOrEqual(farthest);
      }
    }),
    { numRuns: 30 },
  );
});

test('a shard holds what it held before, so that a class can be gone on with', () => {
  expect(['ada', 'bob', 'day-3-ada', 'Åsa', ''].map((id) => shardOf(id, 4))).toEqual([2, 3, 4, 2, 1]);
});
