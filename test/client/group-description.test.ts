import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeAssignment } from '../../src/client/group-description.ts';
import { damaged } from '../support/damaged.ts';
import { runs } from '../support/runs.ts';

/** Version 0, `orders` with partitions 1 and 3, no user data. */
const orders = Buffer.concat([
  Buffer.from([0, 0, 0, 0, 0, 1, 0, 6]),
  Buffer.from('orders'),
  Buffer.from([0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 0xff, 0xff, 0xff, 0xff]),
]);

test('an assignment is what its leader wrote', () => {
  expect(decodeAssignment(orders)).toEqual([1, 3].map((partition) => ({ topic: 'orders', partition })));
  expect(decodeAssignment(Buffer.alloc(0))).toEqual([]);
});

test('what is something else assigns nothing, and never more than it has room for', () => {
  const anyBytes = fc.oneof(
    damaged([orders]),
    fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
  );
  fc.assert(
    fc.property(anyBytes, (bytes) => {
      expect(decodeAssignment(bytes).length).toBeLessThanOrEqual(bytes.length / 4);
    }),
    runs(500),
  );
});

test('a count of two thousand million is none', () => {
  const bytes = Buffer.from([0, 0, 0x7f, 0xff, 0xff, 0xff, 0, 1, 0x61, 0x7f, 0xff, 0xff, 0xff, 0, 0, 0, 1]);
  expect(decodeAssignment(bytes)).toEqual([]);
});
