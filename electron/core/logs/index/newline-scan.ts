/**
 * Finds every so many newlines in a piece of a file, at the speed at which memory is read. The module below is this text, assembled; `wat2wasm`
 * of any version makes these bytes of it:
 *
 * (module
 *   (import "room" "memory" (memory 1 1024 shared))
 *   ;; Newlines that are left until the next mark.
 *   (global $left (export "left") (mut i32) (i32.const 0))
 *   ;; Walks the bytes [from, to) in steps of 64 (what stands between `to` and the next multiple must be no newline) and writes, for each
 *   ;; newline that is the `left`th and then every `every`th (more than 64) after it, the address behind it to `out`. Answers how many it wrote.
 *   ;; Newlines of 1024 bytes are counted first: where no mark is among them, which one it is need not be found out.
 *   (func (export "scan") (param $from i32) (param $to i32) (param $every i32) (param $out i32) (result i32)
 *     (local $mask i64) (local $count i32) (local $remaining i32) (local $marks i32) (local $at i32) (local $until i32)
 *     (local $feed v128) (local $sum v128)
 *     (local.set $remaining (global.get $left))
 *     (local.set $feed (i8x16.splat (i32.const 10)))
 *     (block $done
 *       (loop $block
 *         (br_if $done (i32.ge_u (local.get $from) (local.get $to)))
 *         (local.set $until (i32.add (local.get $from) (i32.const 1024)))
 *         (if (i32.le_u (local.get $until) (local.get $to))
 *           (then
 *             (local.set $at (local.get $from))
 *             (local.set $sum (v128.const i64x2 0 0))
 *             (loop $add
 *               (local.set $sum
 *                 (i8x16.sub
 *                   (i8x16.sub
 *                     (i8x16.sub
 *                       (i8x16.sub (local.get $sum) (i8x16.eq (v128.load (local.get $at)) (local.get $feed)))
 *                       (i8x16.eq (v128.load offset=16 (local.get $at)) (local.get $feed)))
 *                     (i8x16.eq (v128.load offset=32 (local.get $at)) (local.get $feed)))
 *                   (i8x16.eq (v128.load offset=48 (local.get $at)) (local.get $feed))))
 *               (local.set $at (i32.add (local.get $at) (i32.const 64)))
 *               (br_if $add (i32.lt_u (local.get $at) (local.get $until))))
 *             (local.set $sum (i32x4.extadd_pairwise_i16x8_u (i16x8.extadd_pairwise_i8x16_u (local.get $sum))))
 *             (local.set $count
 *               (i32.add
 *                 (i32.add (i32x4.extract_lane 0 (local.get $sum)) (i32x4.extract_lane 1 (local.get $sum)))
 *                 (i32.add (i32x4.extract_lane 2 (local.get $sum)) (i32x4.extract_lane 3 (local.get $sum)))))
 *             (if (i32.lt_u (local.get $count) (local.get $remaining))
 *               (then
 *                 (local.set $remaining (i32.sub (local.get $remaining) (local.get $count)))
 *                 (local.set $from (local.get $until))
 *                 (br $block))))
 *           (else (local.set $until (local.get $to))))
 *         (loop $next
 *           (local.set $mask
 *             (i64.or
 *               (i64.or
 *                 (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (v128.load (local.get $from)) (local.get $feed))))
 *                 (i64.shl
 *                   (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (v128.load offset=16 (local.get $from)) (local.get $feed))))
 *                   (i64.const 16)))
 *               (i64.or
 *                 (i64.shl
 *                   (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (v128.load offset=32 (local.get $from)) (local.get $feed))))
 *                   (i64.const 32))
 *                 (i64.shl
 *                   (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (v128.load offset=48 (local.get $from)) (local.get $feed))))
 *                   (i64.const 48)))))
 *           (local.set $count (i32.wrap_i64 (i64.popcnt (local.get $mask))))
 *           (if (i32.lt_u (local.get $count) (local.get $remaining))
 *             (then (local.set $remaining (i32.sub (local.get $remaining) (local.get $count))))
 *             (else
 *               (block $found
 *                 (loop $skip
 *                   (br_if $found (i32.eq (local.get $remaining) (i32.const 1)))
 *                   (local.set $mask (i64.and (local.get $mask) (i64.sub (local.get $mask) (i64.const 1))))
 *                   (local.set $count (i32.sub (local.get $count) (i32.const 1)))
 *                   (local.set $remaining (i32.sub (local.get $remaining) (i32.const 1)))
 *                   (br $skip)))
 *               (i32.store
 *                 (i32.add (local.get $out) (i32.shl (local.get $marks) (i32.const 2)))
 *                 (i32.add (i32.add (local.get $from) (i32.const 1)) (i32.wrap_i64 (i64.ctz (local.get $mask)))))
 *               (local.set $marks (i32.add (local.get $marks) (i32.const 1)))
 *               (local.set $remaining (i32.sub (local.get $every) (i32.sub (local.get $count) (i32.const 1))))))
 *           (local.set $from (i32.add (local.get $from) (i32.const 64)))
 *           (br_if $next (i32.lt_u (local.get $from) (local.get $until))))
 *         (br $block)))
 *     (global.set $left (local.get $remaining))
 *     (local.get $marks)))
 */
import { PIECE_BYTES, pieceMemory, type PieceMemory } from '../files/piece-memory.ts';
import type { NewlineScan, PieceScan } from '../files/piece-scan.ts';

const assembled = [
  'AGFzbQEAAAABCQFgBH9/f38BfwISAQRyb29tBm1lbW9yeQIDAYAIAwIBAAYGAX8BQQALBw8CBGxlZnQDAARzY2FuAAAKigMBhwMDAX4FfwJ7IwAhBkEK/Q8h',
  'CgJAA0AgACABTw0BIABBgAhqIQkgCSABTQRAIAAhCP0MAAAAAAAAAAAAAAAAAAAAACELA0AgCyAI/QAEACAK/SP9cSAI/QAEECAK/SP9cSAI/QAEICAK/SP9',
  'cSAI/QAEMCAK/SP9cSELIAhBwABqIQggCCAJSQ0ACyAL/X39fyELIAv9GwAgC/0bAWogC/0bAiAL/RsDamohBSAFIAZJBEAgBiAFayEGIAkhAAwCCwUgASEJ',
  'CwNAIAD9AAQAIAr9I/1krSAA/QAEECAK/SP9ZK1CEIaEIAD9AAQgIAr9I/1krUIghiAA/QAEMCAK/SP9ZK1CMIaEhCEEIAR7pyEFIAUgBkkEQCAGIAVrIQYF',
  'AkADQCAGQQFGDQEgBCAEQgF9gyEEIAVBAWshBSAGQQFrIQYMAAsLIAMgB0ECdGogAEEBaiAEeqdqNgIAIAdBAWohByACIAVBAWtrIQYLIABBwABqIQAgACAJ',
  'SQ0ACwwACwsgBiQAIAcL',
].join('');

const module = Buffer.from(assembled, 'base64');

const NEWLINE = 0x0a;
/** Read at once by the module. */
const STRIDE = 64;
/** Marks are further apart. */
const LEAST_EVERY = 64;
const MOST_MARKS = PIECE_BYTES / LEAST_EVERY + 1;

/** Newlines that are `every` apart, counted through pieces that follow each other. */
export interface NewlineScanner {
  /** Newlines until the next mark: from 1 to `every`. Settable, for a text that begins anew. */
  left: number;
  /**
   * Offsets in the piece just behind each newline that is a mark, in order. The array is used again by the next call, of any scanner. Of a piece
   * that lies in `pieceMemory` the 64 bytes behind it are written over.
   */
  scan(piece: Uint8Array): Int32Array;
}

let instance: NewlineScan | null | undefined;

/** One for the thread; null where this machine has no SIMD. */
const scanModule = (memory: PieceMemory): NewlineScan | null => {
  if (instance !== undefined) return instance;
  try {
    instance = memory.instance(module) as NewlineScan;
  } catch {
    instance = null;
  }
  return instance;
};

/** Newlines that are so many apart, the first one that many from the beginning of a piece: what another thread finds ahead. */
export const newlinesAhead = (every: number): PieceScan => ({ module, every });

/** `every`: more than 64. */
export const newlineScanner = (every: number): NewlineScanner => {
  const memory = pieceMemory();
  const scan = memory && scanModule(memory);
  return memory && scan ? assembledScanner(every, memory, scan) : plainScanner(every);
};

const assembledScanner = (
  every: number,
  { bytes, aside, found }: PieceMemory,
  { left, scan }: NewlineScan,
): NewlineScanner => {
  const marks = new Int32Array(bytes.buffer, found, MOST_MARKS);
  const scanner: NewlineScanner = {
    left: every,
    scan: (piece) => {
      const isThere = piece.buffer === bytes.buffer;
      const from = isThere ? piece.byteOffset : aside;
      if (!isThere) bytes.set(piece, aside);
      const to = from + piece.length;
      bytes.fill(0, to, to + STRIDE);
      left.value = scanner.left;
      const count = scan(from, to, every, found);
      scanner.left = left.value;
      for (let mark = 0; mark < count; mark++) marks[mark] = (marks[mark] ?? 0) - from;
      return marks.subarray(0, count);
    },
  };
  return scanner;
};

/** The same without the module. */
export const plainScanner = (every: number): NewlineScanner => {
  const marks = new Int32Array(Math.ceil(PIECE_BYTES / every) + 1);
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
