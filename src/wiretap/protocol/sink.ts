/** A message that is being written: takes Kafka's primitive types, one after the other. */
export class Sink {
  #bytes = Buffer.alloc(256);
  #length = 0;

  int8(value: number): void {
    const at = this.#grow(1);
    this.#bytes.writeInt8(value, at);
  }

  int16(value: number): void {
    const at = this.#grow(2);
    this.#bytes.writeInt16BE(value, at);
  }

  int32(value: number): void {
    const at = this.#grow(4);
    this.#bytes.writeInt32BE(value, at);
  }

  int64(value: number): void {
    const at = this.#grow(8);
    this.#bytes.writeBigInt64BE(BigInt(value), at);
  }

  unsignedVarint(value: number): void {
    let left = value;
    for (; left > 0x7f; left = Math.floor(left / 0x80)) this.#uint8((left % 0x80) + 0x80);
    this.#uint8(left);
  }

  /** Bytes as they are, without a length. */
  append(bytes: Buffer): void {
    const at = this.#grow(bytes.length);
    bytes.copy(this.#bytes, at);
  }

  /** What has been written so far. */
  written(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  #uint8(value: number): void {
    const at = this.#grow(1);
    this.#bytes.writeUInt8(value, at);
  }

  #grow(by: number): number {
    const from = this.#length;
    this.#length += by;
    if (this.#length > this.#bytes.length) {
      this.#bytes = Buffer.concat([this.#bytes, Buffer.alloc(this.#length)]);
    }
    return from;
  }
}
