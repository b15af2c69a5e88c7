import { nearestInt } from '../../evidence/shape.ts';

/** Bytes that don't say what their table promises. */
export class MalformedMessage extends Error {
  override readonly name = 'MalformedMessage';
}

/** No message of an exercise has as many array elements; a longer one is hostile or out of step. */
const elementLimit = 200_000;

/** A place in a message: reads Kafka's primitive types from it, one after the other. */
export class Source {
  readonly #bytes: Buffer;
  #position = 0;
  #elementsLeft = elementLimit;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get remaining(): number {
    return this.#bytes.length - this.#position;
  }

  int8(): number {
    return this.#bytes.readInt8(this.#advance(1));
  }

  int16(): number {
    return this.#bytes.readInt16BE(this.#advance(2));
  }

  int32(): number {
    return this.#bytes.readInt32BE(this.#advance(4));
  }

  int64(): number {
    const high = this.int32();
    return nearestInt(high * 2 ** 32 + this.#bytes.readUInt32BE(this.#advance(4)));
  }

  unsignedVarint(): number {
    let read = 0;
    for (let shift = 0; shift <= 28; shift += 7) {
      const byte = this.#bytes.readUInt8(this.#advance(1));
      read += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return read;
    }
    throw new MalformedMessage('a variable-length integer has more than 5 bytes');
  }

  uuid(): string {
    return this.take(16).toString('hex');
  }

  /** The next bytes, as a view. */
  take(length: number): Buffer {
    const from = this.#advance(length);
    return this.#bytes.subarray(from, from + length);
  }

  /** The next bytes, as a message of their own. */
  within(length: number): Source {
    return new Source(this.take(length));
  }

  /** Says that an array of this many elements follows; each takes a byte at least. */
  expectElements(count: number): void {
    this.#elementsLeft -= count;
    if (count > this.remaining || this.#elementsLeft < 0)
      throw new MalformedMessage(`an array claims ${count} elements`);
  }

  #advance(length: number): number {
    if (length < 0 || length > this.remaining) {
      throw new MalformedMessage(`${length} bytes needed, ${this.remaining} left`);
    }
    const from = this.#position;
    this.#position += length;
    return from;
  }
}
