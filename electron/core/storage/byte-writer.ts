/** A growing buffer. Numbers are little-endian. */
export class ByteWriter {
  #bytes: Buffer;
  #length = 0;

  constructor(capacity = 16_384) {
    this.#bytes = Buffer.allocUnsafe(capacity);
  }

  get length(): number {
    return this.#length;
  }

  u16(value: number): void {
    this.#reserve(2);
    this.#length = this.#bytes.writeUInt16LE(value, this.#length);
  }

  u32(value: number): void {
    this.#reserve(4);
    this.#length = this.#bytes.writeUInt32LE(value, this.#length);
  }

  u48(value: number): void {
    this.#reserve(6);
    this.#length = this.#bytes.writeUIntLE(value, this.#length, 6);
  }

  /** Only for text known to be ASCII: one byte a character. */
  ascii(text: string): void {
    this.#reserve(text.length);
    this.#length += this.#bytes.write(text, this.#length, 'latin1');
  }

  utf8(text: string): void {
    this.#reserve(text.length * 3);
    this.#length += this.#bytes.write(text, this.#length, 'utf8');
  }

  /** The length of `text` in bytes as u32, then the `names`, then `text`: its length is only known once it is written. */
  sizedUtf8(text: string, ...names: readonly string[]): void {
    const lengthAt = this.#length;
    this.u32(0);
    for (const name of names) this.ascii(name);
    const start = this.#length;
    this.utf8(text);
    this.#bytes.writeUInt32LE(this.#length - start, lengthAt);
  }

  bytes(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** What was written; valid until the next write. */
  view(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  clear(): void {
    this.#length = 0;
  }

  #reserve(more: number): void {
    const needed = this.#length + more;
    if (needed <= this.#bytes.length) return;
    const grown = Buffer.allocUnsafe(Math.max(needed, this.#bytes.length * 2));
    this.#bytes.copy(grown, 0, 0, this.#length);
    this.#bytes = grown;
  }
}
