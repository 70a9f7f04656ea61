/**
 * A block: some consecutive records of a snapshot in id order, with their projected rows, laid out so that a record is found by
 * its id and a list is shown from the rows without parsing the records.
 *
 * Little-endian: counts and lengths u32 (records, ids, types, rows), per record JSON length u32, row length u32, type index u16;
 * then ids and type names, newline-separated ASCII, the rows as one JSON array, the records' JSON end to end.
 */
import type { Json } from '#shared/base/result.ts';
import { ByteWriter } from './byte-writer.ts';

const HEADER_BYTES = 16;

/** Collects records, which must come in ascending id order. */
export class BlockBuilder {
  readonly #ids: string[] = [];
  readonly #typeOf: number[] = [];
  readonly #types: string[] = [];
  readonly #jsons: Uint8Array[] = [];
  readonly #rows: (Uint8Array | string | undefined)[] = [];
  #bytes = 0;

  get count(): number {
    return this.#ids.length;
  }

  /** JSON bytes of the records so far. */
  get bytes(): number {
    return this.#bytes;
  }

  /** `row` is JSON; undefined if the type has no projection. */
  add(id: string, type: string, json: Uint8Array, row: Uint8Array | string | undefined): void {
    let index = this.#types.indexOf(type);
    if (index < 0) index = this.#types.push(type) - 1;
    this.#ids.push(id);
    this.#typeOf.push(index);
    this.#jsons.push(json);
    this.#rows.push(row);
    this.#bytes += json.length;
  }

  finish(): Buffer {
    const rows = new ByteWriter(this.#bytes / 4);
    const rowLengths = this.#rows.map((row) => {
      if (row === undefined) return 0;
      rows.ascii(rows.length === 0 ? '[' : ',');
      const start = rows.length;
      if (typeof row === 'string') rows.utf8(row);
      else rows.bytes(row);
      return rows.length - start;
    });
    if (rows.length > 0) rows.ascii(']');
    const ids = this.#ids.join('\n');
    const types = this.#types.join('\n');
    const whole = new ByteWriter(
      HEADER_BYTES + this.count * 10 + ids.length + types.length + rows.length + this.#bytes,
    );
    for (const number of [this.count, ids.length, types.length, rows.length]) whole.u32(number);
    for (const json of this.#jsons) whole.u32(json.length);
    for (const length of rowLengths) whole.u32(length);
    for (const index of this.#typeOf) whole.u16(index);
    whole.ascii(ids);
    whole.ascii(types);
    whole.bytes(rows.view());
    for (const json of this.#jsons) whole.bytes(json);
    return whole.view();
  }
}

/** Reads a block. Constructing it is cheap; ids and offsets are worked out when first asked for. */
export class Block {
  readonly count: number;
  readonly first: string;
  readonly last: string;
  readonly types: readonly string[];
  readonly #bytes: Buffer;
  readonly #idsAt: number;
  readonly #rowsAt: number;
  readonly #jsonAt: number;
  #ids: readonly string[] | undefined;
  #jsonEnds: Uint32Array | undefined;

  /** `bytes` must be authentic. */
  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.count = this.#bytes.readUInt32LE(0);
    this.#idsAt = HEADER_BYTES + this.count * 10;
    const typesAt = this.#idsAt + this.#bytes.readUInt32LE(4);
    this.#rowsAt = typesAt + this.#bytes.readUInt32LE(8);
    this.#jsonAt = this.#rowsAt + this.#bytes.readUInt32LE(12);
    this.types = this.#bytes.toString('latin1', typesAt, this.#rowsAt).split('\n');
    const firstEnd = this.count > 1 ? this.#bytes.indexOf(0x0a, this.#idsAt) : typesAt;
    const lastStart = this.count > 1 ? this.#bytes.lastIndexOf(0x0a, typesAt - 1) + 1 : this.#idsAt;
    this.first = this.#bytes.toString('latin1', this.#idsAt, firstEnd);
    this.last = this.#bytes.toString('latin1', lastStart, typesAt);
  }

  get bytes(): number {
    return this.#bytes.length;
  }

  /** Ascending. */
  get ids(): readonly string[] {
    this.#ids ??= this.#bytes.toString('latin1', this.#idsAt, this.#idsAt + this.#bytes.readUInt32LE(4)).split('\n');
    return this.#ids;
  }

  /** Position of the first id that is not below `id`. */
  position(id: string): number {
    const { ids } = this;
    let low = 0;
    let high = ids.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((ids[middle] ?? '') < id) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  typeAt(position: number): string {
    return this.types[this.#typeIndexAt(position)] ?? '';
  }

  /** How many records each type has here. */
  counts(): readonly number[] {
    const counts = this.types.map(() => 0);
    for (let position = 0; position < this.count; position++) {
      const index = this.#typeIndexAt(position);
      counts[index] = (counts[index] ?? 0) + 1;
    }
    return counts;
  }

  /** A view; do not change it. */
  jsonAt(position: number): Buffer {
    const ends = this.#ends();
    const start = position === 0 ? 0 : (ends[position - 1] ?? 0);
    return this.#bytes.subarray(this.#jsonAt + start, this.#jsonAt + (ends[position] ?? 0));
  }

  hasRowAt(position: number): boolean {
    return this.#rowLengthAt(position) > 0;
  }

  /** The projected rows, in record order; only records for which `hasRowAt` have one. */
  rows(): readonly Json[] {
    if (this.#rowsAt === this.#jsonAt) return [];
    const rows: readonly Json[] = JSON.parse(this.#bytes.toString('utf8', this.#rowsAt, this.#jsonAt));
    return rows;
  }

  /** The rows' JSON, one for each record; undefined where there is none. Views. */
  *rowTexts(): Generator<Buffer | undefined> {
    let at = this.#rowsAt;
    for (let position = 0; position < this.count; position++) {
      const length = this.#rowLengthAt(position);
      yield length === 0 ? undefined : this.#bytes.subarray(at + 1, (at += length + 1));
    }
  }

  #rowLengthAt(position: number): number {
    return this.#bytes.readUInt32LE(HEADER_BYTES + (this.count + position) * 4);
  }

  #typeIndexAt(position: number): number {
    return this.#bytes.readUInt16LE(HEADER_BYTES + this.count * 8 + position * 2);
  }

  #ends(): Uint32Array {
    if (!this.#jsonEnds) {
      this.#jsonEnds = new Uint32Array(this.count);
      let end = 0;
      for (let position = 0; position < this.count; position++) {
        end += this.#bytes.readUInt32LE(HEADER_BYTES + position * 4);
        this.#jsonEnds[position] = end;
      }
    }
    return this.#jsonEnds;
  }
}
