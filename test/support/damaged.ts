/** Real inputs as they come when something went wrong with them, or somebody meant it to. */
import fc from 'fast-check';

const changes = ['cut off', 'left out', 'put in', 'overwritten', 'flipped', 'repeated', 'spliced'] as const;

interface Damage {
  kind: (typeof changes)[number];
  /** Where it is and where in the other one, as a share of the whole. */
  at: number;
  elsewhere: number;
  length: number;
  bytes: Uint8Array;
  other: Buffer;
}

const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

/** One of these, cut off, with bits flipped, and with pieces left out, put in, repeated and taken from another one. */
export function damaged(originals: readonly Buffer[]): fc.Arbitrary<Buffer> {
  const damage: fc.Arbitrary<Damage> = fc.record({
    kind: fc.constantFrom(...changes),
    at: share,
    elsewhere: share,
    length: fc.oneof(fc.constant(1), fc.nat(16), fc.nat(400)),
    bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }),
    other: fc.constantFrom(...originals),
  });
  return fc
    .tuple(fc.constantFrom(...originals), fc.array(damage, { minLength: 1, maxLength: 4 }))
    .map(([original, made]) => made.reduce(suffer, original));
}

/** The same with texts: what is no UTF-8 any more has replacement characters. */
export function damagedText(originals: readonly string[]): fc.Arbitrary<string> {
  return damaged(originals.map((text) => Buffer.from(text))).map((bytes) => bytes.toString('utf8'));
}

function suffer(whole: Buffer, { kind, at, elsewhere, length, bytes, other }: Damage): Buffer {
  const start = Math.floor(at * whole.length);
  const before = whole.subarray(0, start);
  const piece = whole.subarray(start, start + length);
  const after = whole.subarray(start + length);
  switch (kind) {
    case 'cut off':
      return before;
    case 'left out':
      return Buffer.concat([before, after]);
    case 'put in':
      return Buffer.concat([before, bytes, piece, after]);
    case 'overwritten':
      return Buffer.concat([before, bytes, whole.subarray(start + bytes.length)]);
    case 'flipped':
      return Buffer.concat([before, piece.map((byte) => byte ^ (bytes[0] ?? 0)), after]);
    case 'repeated':
      return Buffer.concat([before, ...Array<Buffer>(5).fill(piece), after]);
    case 'spliced':
      return Buffer.concat([before, other.subarray(Math.floor(elsewhere * other.length))]);
  }
}
