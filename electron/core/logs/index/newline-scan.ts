/**
 * Finds every so many newlines in a piece of a file, at the speed at which memory is read. The module below is this text, assembled; `wat2wasm`
 * of any version makes these bytes of it:
 *
 * (module
 *   (memory (export "memory") 1)
 *   ;; Newlines that are left until the next mark.
 *   (global $left (export "left") (mut i32) (i32.const 0))
 *   ;; Walks the bytes [from, to) in steps of 64 (what stands between `to` and the next multiple must be no newline) and writes, for each
 *   ;; newline that is the `left`th and then every `every`th (more than 64) after it, the address behind it to `out`. Answers how many it wrote.
 *   (func (export "scan") (param $from i32) (param $to i32) (param $every i32) (param $out i32) (result i32)
 *     (local $mask i64) (local $count i32) (local $remaining i32) (local $marks i32)
 *     (local.set $remaining (global.get $left))
 *     (block $done
 *       (loop $next
 *         (br_if $done (i32.ge_u (local.get $from) (local.get $to)))
 *         (local.set $mask
 *           (i64.or
 *             (i64.or
 *               (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (v128.load (local.get $from)) (i8x16.splat (i32.const 10)))))
 *               (i64.shl
 *                 (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (v128.load offset=16 (local.get $from)) (i8x16.splat (i32.const 10)))))
 *                 (i64.const 16)))
 *             (i64.or
 *               (i64.shl
 *                 (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (v128.load offset=32 (local.get $from)) (i8x16.splat (i32.const 10)))))
 *                 (i64.const 32))
 *               (i64.shl
 *                 (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (v128.load offset=48 (local.get $from)) (i8x16.splat (i32.const 10)))))
 *                 (i64.const 48)))))
 *         (local.set $count (i32.wrap_i64 (i64.popcnt (local.get $mask))))
 *         (if (i32.lt_u (local.get $count) (local.get $remaining))
 *           (then (local.set $remaining (i32.sub (local.get $remaining) (local.get $count))))
 *           (else
 *             (block $found
 *               (loop $skip
 *                 (br_if $found (i32.eq (local.get $remaining) (i32.const 1)))
 *                 (local.set $mask (i64.and (local.get $mask) (i64.sub (local.get $mask) (i64.const 1))))
 *                 (local.set $count (i32.sub (local.get $count) (i32.const 1)))
 *                 (local.set $remaining (i32.sub (local.get $remaining) (i32.const 1)))
 *                 (br $skip)))
 *             (i32.store
 *               (i32.add (local.get $out) (i32.shl (local.get $marks) (i32.const 2)))
 *               (i32.add (i32.add (local.get $from) (i32.const 1)) (i32.wrap_i64 (i64.ctz (local.get $mask)))))
 *             (local.set $marks (i32.add (local.get $marks) (i32.const 1)))
 *             (local.set $remaining (i32.sub (local.get $every) (i32.sub (local.get $count) (i32.const 1))))))
 *         (local.set $from (i32.add (local.get $from) (i32.const 64)))
 *         (br $next)))
 *     (global.set $left (local.get $remaining))
 *     (local.get $marks)))
 */
const bytes = [
  'AGFzbQEAAAABCQFgBH9/f38BfwMCAQAFAwEAAQYGAX8BQQALBxgDBm1lbW9yeQIABGxlZnQDAARzY2FuAAAK1wEB1AECAX4D',
  'fyMAIQYCQANAIAAgAU8NASAA/QAEAEEK/Q/9I/1krSAA/QAEEEEK/Q/9I/1krUIQhoQgAP0ABCBBCv0P/SP9ZK1CIIYgAP0A',
  'BDBBCv0P/SP9ZK1CMIaEhCEEIAR7pyEFIAUgBkkEQCAGIAVrIQYFAkADQCAGQQFGDQEgBCAEQgF9gyEEIAVBAWshBSAGQQFr',
  'IQYMAAsLIAMgB0ECdGogAEEBaiAEeqdqNgIAIAdBAWohByACIAVBAWtrIQYLIABBwABqIQAMAAsLIAYkACAHCw==',
].join('');

interface Scan {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): void };
  readonly left: { value: number };
  readonly scan: (from: number, to: number, every: number, out: number) => number;
}

/** As far as it is used here; absent where it is switched off. */
interface Assembly {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: object };
}

const NEWLINE = 0x0a;
/** Read at once by the module. */
const STRIDE = 64;
const PAGE = 65_536;

/** Newlines that are `every` apart, counted through pieces that follow each other. */
export interface NewlineScanner {
  /** Newlines until the next mark: from 1 to `every`. Settable, for a text that begins anew. */
  left: number;
  /**
   * Offsets in the piece just behind each newline that is a mark, in order. The array is used again by the next call.
   */
  scan(piece: Uint8Array): Int32Array;
}

/** Pieces are at most `pieceBytes` long; marks are more than 64 newlines apart. */
export const newlineScanner = (every: number, pieceBytes: number): NewlineScanner =>
  wasmScanner(every, pieceBytes) ?? plainScanner(every, pieceBytes);

/** Undefined where this machine has no SIMD. */
const wasmScanner = (every: number, pieceBytes: number): NewlineScanner | undefined => {
  let found: Scan;
  try {
    const { Module, Instance } = (globalThis as unknown as { WebAssembly: Assembly }).WebAssembly;
    found = new Instance(new Module(Buffer.from(bytes, 'base64'))).exports as Scan;
  } catch {
    return undefined;
  }
  const { memory, left, scan } = found;
  const out = Math.ceil((pieceBytes + STRIDE) / STRIDE) * STRIDE;
  memory.grow(Math.ceil((out + 4 * (pieceBytes / every + 1)) / PAGE));
  const room = new Uint8Array(memory.buffer);
  const marks = new Int32Array(memory.buffer, out);
  left.value = every;
  return {
    get left() {
      return left.value;
    },
    set left(value) {
      left.value = value;
    },
    scan: (piece) => {
      room.set(piece);
      room.fill(0, piece.length, Math.ceil(piece.length / STRIDE) * STRIDE);
      return marks.subarray(0, scan(0, piece.length, every, out));
    },
  };
};

/** The same without the module. */
export const plainScanner = (every: number, pieceBytes: number): NewlineScanner => {
  const marks = new Int32Array(Math.ceil(pieceBytes / every) + 1);
  const scanner: NewlineScanner = {
    left: every,
    scan: (piece) => {
      let count = 0;
      for (let at = piece.indexOf(NEWLINE); at !== -1; at = piece.indexOf(NEWLINE, at + 1)) {
        if (--scanner.left > 0) continue;
        marks[count++] = at + 1;
        scanner.left = every;
      }
      return marks.subarray(0, count);
    },
  };
  return scanner;
};
