/**
 * Finds the places at which one of a few texts stands in bytes, several times as fast as looking for each. The module below is this text, assembled;
 * `wat2wasm` of any version makes these bytes of it:
 *
 * (module
 *   (import "room" "memory" (memory 1))
 *   ;; Walks the bytes [from, to) in steps of 16 and writes to `out` the address of each at which one of the texts may begin: by its first three
 *   ;; bytes, whose halves are looked up in six tables of 16 bytes. Stops when `most` are written; answers how many, `next` says where it stopped.
 *   ;; Reads up to 18 bytes behind `to`.
 *   (global $next (export "next") (mut i32) (i32.const 0))
 *   (func (export "scan") (param $from i32) (param $to i32) (param $tables i32) (param $out i32) (param $most i32) (result i32)
 *     (local $low1 v128) (local $high1 v128) (local $low2 v128) (local $high2 v128) (local $low3 v128) (local $high3 v128)
 *     (local $half v128) (local $one v128) (local $two v128) (local $three v128) (local $mask i32) (local $count i32)
 *     (local.set $half (i8x16.splat (i32.const 15)))
 *     (local.set $low1 (v128.load (local.get $tables)))
 *     (local.set $high1 (v128.load offset=16 (local.get $tables)))
 *     (local.set $low2 (v128.load offset=32 (local.get $tables)))
 *     (local.set $high2 (v128.load offset=48 (local.get $tables)))
 *     (local.set $low3 (v128.load offset=64 (local.get $tables)))
 *     (local.set $high3 (v128.load offset=80 (local.get $tables)))
 *     (block $done
 *       (loop $step
 *         (br_if $done (i32.ge_u (local.get $from) (local.get $to)))
 *         (br_if $done (i32.gt_u (i32.add (local.get $count) (i32.const 16)) (local.get $most)))
 *         (local.set $one (v128.load (local.get $from)))
 *         (local.set $two (v128.load offset=1 (local.get $from)))
 *         (local.set $three (v128.load offset=2 (local.get $from)))
 *         (local.set $one
 *           (v128.and
 *             (v128.and
 *               (v128.and
 *                 (i8x16.swizzle (local.get $low1) (v128.and (local.get $one) (local.get $half)))
 *                 (i8x16.swizzle (local.get $high1) (i8x16.shr_u (local.get $one) (i32.const 4))))
 *               (v128.and
 *                 (i8x16.swizzle (local.get $low2) (v128.and (local.get $two) (local.get $half)))
 *                 (i8x16.swizzle (local.get $high2) (i8x16.shr_u (local.get $two) (i32.const 4)))))
 *             (v128.and
 *               (i8x16.swizzle (local.get $low3) (v128.and (local.get $three) (local.get $half)))
 *               (i8x16.swizzle (local.get $high3) (i8x16.shr_u (local.get $three) (i32.const 4))))))
 *         (if (v128.any_true (local.get $one))
 *           (then
 *             (local.set $mask
 *               (i32.xor (i32.const 65535) (i8x16.bitmask (i8x16.eq (local.get $one) (v128.const i64x2 0 0)))))
 *             (loop $bit
 *               (i32.store
 *                 (i32.add (local.get $out) (i32.shl (local.get $count) (i32.const 2)))
 *                 (i32.add (local.get $from) (i32.ctz (local.get $mask))))
 *               (local.set $count (i32.add (local.get $count) (i32.const 1)))
 *               (local.set $mask (i32.and (local.get $mask) (i32.sub (local.get $mask) (i32.const 1))))
 *               (br_if $bit (local.get $mask)))))
 *         (local.set $from (i32.add (local.get $from) (i32.const 16)))
 *         (br $step)))
 *     (global.set $next (local.get $from))
 *     (local.get $count)))
 */
import { isLetter, pairModule, type Pair } from './pair-module.ts';
import { pieceMemory, PIECE_BYTES, type Assembly } from '../index/newline-scan.ts';

const assembled = [
  'AGFzbQEAAAABCgFgBX9/f39/AX8CEAEEcm9vbQZtZW1vcnkCAAEDAgEABgYBfwFBAAsHDwIEbmV4dAMABHNjYW4AAAqUAgGRAgIKewJ/QQ/9',
  'DyELIAL9AAQAIQUgAv0ABBAhBiAC/QAEICEHIAL9AAQwIQggAv0ABEAhCSAC/QAEUCEKAkADQCAAIAFPDQEgEEEQaiAESw0BIAD9AAQAIQwg',
  'AP0ABAEhDSAA/QAEAiEOIAUgDCAL/U79DiAGIAxBBP1t/Q79TiAHIA0gC/1O/Q4gCCANQQT9bf0O/U79TiAJIA4gC/1O/Q4gCiAOQQT9bf0O',
  '/U79TiEMIAz9UwRAQf//AyAM/QwAAAAAAAAAAAAAAAAAAAAA/SP9ZHMhDwNAIAMgEEECdGogACAPaGo2AgAgEEEBaiEQIA8gD0EBa3EhDyAP',
  'DQALCyAAQRBqIQAMAAsLIAAkACAQCw==',
].join('');

interface Scan {
  readonly next: { readonly value: number };
  readonly scan: (from: number, to: number, tables: number, out: number, most: number) => number;
}

/** Places that are written at once. */
const MOST = 4_096;
/** Of a text: what stands for it in the tables. */
const MARK = 3;
const BUCKETS = 8;
/** Read behind the end. */
const BEHIND = 32;

/** Undefined where this machine has no SIMD. */
const instanceOf = (module: Uint8Array): Scan | undefined => {
  const room = pieceMemory();
  if (room === null) return undefined;
  const { Module, Instance } = (globalThis as unknown as { WebAssembly: Assembly }).WebAssembly;
  return new Instance(new Module(module), { room: { memory: room.memory } }).exports as Scan;
};

let tables: Scan | undefined;
/** One for the thread. */
const tableModule = (): Scan | undefined => (tables ??= instanceOf(Buffer.from(assembled, 'base64')));

/** From what is met most in logs to what is met least; others are met less. */
const common = ' eatinorsdl0c1umph2.g-:3_5f4b/w67v89=yk,';
const rarity = (byte: number): number => {
  const place = common.indexOf(String.fromCharCode(byte).toLowerCase());
  return place === -1 ? common.length : place;
};

interface Text {
  readonly bytes: Buffer;
  /** In it, of the place by which it is found. */
  readonly mark: number;
}

const markOf = (bytes: Buffer): number => {
  let best = 0;
  let most = -1;
  for (let at = 0; at + MARK <= bytes.length; at++) {
    const rare = rarity(bytes[at] ?? 0) + rarity(bytes[at + 1] ?? 0) + rarity(bytes[at + 2] ?? 0);
    if (rare > most) [best, most] = [at, rare];
  }
  return best;
};

/** Behind the beginning of a text, its bytes are looked at in one turn. */
const NEAR = 16;
/** More texts than these are found sooner by tables. */
const MOST_PAIRS = 4;

/** The two bytes that are met least. */
const pairOf = (bytes: Buffer): Pair => {
  const [one = 0, other = 1] = [...bytes.subarray(0, NEAR).keys()].toSorted(
    (left, right) => rarity(bytes[right] ?? 0) - rarity(bytes[left] ?? 0),
  );
  return { places: [one, other], bytes: [bytes[one] ?? 0, bytes[other] ?? 0] };
};

/** Those of all texts, each once: texts that begin alike have the same. */
const pairsOf = (texts: readonly Buffer[]): readonly Pair[] => [
  ...new Map(texts.map(pairOf).map((pair) => [JSON.stringify(pair), pair])).values(),
];

export class LiteralScan {
  readonly #module: Scan;
  readonly #memory: Uint8Array;
  readonly #found: Int32Array;
  readonly #aside: number;
  readonly #texts: readonly Text[];
  readonly #ignoresCase: boolean;
  readonly #tables = new Uint8Array(2 * MARK * 16);
  #bytes: Buffer = Buffer.alloc(0);
  /** Of `#bytes`: what was scanned ends here, and where in the memory its first byte is, or would be. */
  #scanned = 0;
  #shift = 0;
  #count = 0;
  #place = 0;

  /** Each of three bytes at least; upper and lower case of ASCII may be the same. Undefined where this machine has no SIMD. */
  static of(texts: readonly Buffer[], ignoresCase: boolean): LiteralScan | undefined {
    if (texts.some(({ length }) => length < MARK)) return undefined;
    const pairs = pairsOf(texts);
    const byPairs = pairs.length <= MOST_PAIRS;
    const found = byPairs ? instanceOf(pairModule(pairs, ignoresCase)) : tableModule();
    if (!found) return undefined;
    return new LiteralScan(
      found,
      texts.map((bytes) => ({ bytes, mark: byPairs ? 0 : markOf(bytes) })),
      ignoresCase,
    );
  }

  private constructor(module: Scan, texts: readonly Text[], ignoresCase: boolean) {
    const room = pieceMemory();
    if (room === null) throw new Error('no memory');
    this.#module = module;
    this.#memory = new Uint8Array(room.memory.buffer);
    this.#aside = room.aside;
    this.#found = new Int32Array(room.memory.buffer, room.marks, MOST);
    this.#ignoresCase = ignoresCase;
    this.#texts = texts;
    for (const [place, { bytes, mark }] of texts.entries())
      for (let at = 0; at < MARK; at++) this.#note(bytes[mark + at] ?? 0, at, 1 << (place % BUCKETS));
  }

  #note(byte: number, at: number, bucket: number): void {
    for (const each of this.#ignoresCase && isLetter(byte) ? [byte | 0x20, byte & 0xdf] : [byte])
      for (const place of [at * 32 + (each & 15), at * 32 + 16 + (each >> 4)])
        this.#tables[place] = (this.#tables[place] ?? 0) | bucket;
  }

  /** Looks in these from now on; they stay as they are while it does. */
  begin(bytes: Buffer): void {
    this.#bytes = bytes;
    this.#scanned = 0;
    this.#count = 0;
    this.#place = 0;
  }

  /** The first place from `from` on at which a text begins, -1 for none. Asked for places in order. */
  next(from: number): number {
    for (;;) {
      while (this.#place < this.#count) {
        const at = this.#textAt((this.#found[this.#place] ?? 0) - this.#shift, from);
        if (at !== -1) return at;
        this.#place++;
      }
      if (this.#scanned >= this.#bytes.length) return -1;
      this.#scanMore(from);
    }
  }

  /** Where the text begins that is marked at `mark`. */
  #textAt(mark: number, from: number): number {
    if (mark < from) return -1;
    for (const text of this.#texts) {
      const at = mark - text.mark;
      if (at >= from && this.#stands(text.bytes, at)) return at;
    }
    return -1;
  }

  #stands(text: Buffer, at: number): boolean {
    const bytes = this.#bytes;
    if (at + text.length > bytes.length) return false;
    for (let place = 0; place < text.length; place++) {
      const byte = text[place] as number;
      const other = bytes[at + place] as number;
      if (byte === other) continue;
      if (!this.#ignoresCase || (byte ^ other) !== 0x20 || !isLetter(byte)) return false;
    }
    return true;
  }

  #scanMore(from: number): void {
    const bytes = this.#bytes;
    // What begins before `from` is not asked for.
    const first = Math.max(this.#scanned, from);
    const isThere = bytes.buffer === this.#memory.buffer;
    const last = isThere ? bytes.length : Math.min(bytes.length, first + PIECE_BYTES - BEHIND);
    if (isThere) this.#shift = bytes.byteOffset;
    else {
      this.#memory.set(bytes.subarray(first, last + BEHIND), this.#aside);
      this.#shift = this.#aside - first;
    }
    const tables = this.#found.byteOffset + this.#found.byteLength;
    this.#memory.set(this.#tables, tables);
    this.#count = this.#module.scan(first + this.#shift, last + this.#shift, tables, this.#found.byteOffset, MOST);
    this.#scanned = Math.min(last, this.#module.next.value - this.#shift);
    this.#place = 0;
  }
}
