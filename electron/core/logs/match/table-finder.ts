/**
 * Finds the places at which one of many texts may begin, by tables of their bytes. The module below is this text, assembled; `wat2wasm` of any version
 * makes these bytes of it:
 *
 * (module
 *   (import "room" "memory" (memory 1 1024 shared))
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
import { pieceMemory } from '../files/piece-memory.ts';
import type { TextScan } from '../files/piece-scan.ts';
import { FOUND_AT_ONCE, isLetter, rarity, type TextFinder } from './text-finder.ts';

const assembled = [
  'AGFzbQEAAAABCgFgBX9/f39/AX8CEgEEcm9vbQZtZW1vcnkCAwGACAMCAQAGBgF/AUEACwcPAgRuZXh0AwAEc2NhbgAACpQCAZECAgp7An9BD/0PIQsgAv0A',
  'BAAhBSAC/QAEECEGIAL9AAQgIQcgAv0ABDAhCCAC/QAEQCEJIAL9AARQIQoCQANAIAAgAU8NASAQQRBqIARLDQEgAP0ABAAhDCAA/QAEASENIAD9AAQCIQ4g',
  'BSAMIAv9Tv0OIAYgDEEE/W39Dv1OIAcgDSAL/U79DiAIIA1BBP1t/Q79Tv1OIAkgDiAL/U79DiAKIA5BBP1t/Q79Tv1OIQwgDP1TBEBB//8DIAz9DAAAAAAA',
  'AAAAAAAAAAAAAAD9I/1kcyEPA0AgAyAQQQJ0aiAAIA9oajYCACAQQQFqIRAgDyAPQQFrcSEPIA8NAAsLIABBEGohAAwACwsgACQAIBAL',
].join('');

type Scan = (from: number, to: number, tables: number, out: number, most: number) => number;

/** Of a text: what stands for it in the tables. */
export const MARK = 3;
const BUCKETS = 8;

let instance: { readonly next: TextScan['next']; readonly scan: Scan } | undefined;

/** In a text, the place of the bytes that are met least. */
const markOf = (bytes: Buffer): number => {
  let best = 0;
  let most = -1;
  for (let at = 0; at + MARK <= bytes.length; at++) {
    const rare = rarity(bytes[at] ?? 0) + rarity(bytes[at + 1] ?? 0) + rarity(bytes[at + 2] ?? 0);
    if (rare > most) [best, most] = [at, rare];
  }
  return best;
};

/** Of each place of a mark, which texts have a byte of this lower and of this upper half there. */
const tablesOf = (texts: readonly Buffer[], marks: readonly number[], ignoresCase: boolean): Uint8Array => {
  const tables = new Uint8Array(2 * MARK * 16);
  for (const [place, bytes] of texts.entries())
    for (let at = 0; at < MARK; at++) {
      const byte = bytes[(marks[place] ?? 0) + at] ?? 0;
      for (const each of ignoresCase && isLetter(byte) ? [byte | 0x20, byte & 0xdf] : [byte])
        for (const cell of [at * 32 + (each & 15), at * 32 + 16 + (each >> 4)])
          tables[cell] = (tables[cell] ?? 0) | (1 << (place % BUCKETS));
    }
  return tables;
};

/** Of texts of three bytes at least; throws where this machine has no SIMD. */
export const tableFinder = (texts: readonly Buffer[], ignoresCase: boolean): TextFinder | undefined => {
  const memory = pieceMemory();
  if (memory === null) return undefined;
  instance ??= memory.instance(Buffer.from(assembled, 'base64')) as NonNullable<typeof instance>;
  const { next, scan } = instance;
  const marks = texts.map(markOf);
  const tables = tablesOf(texts, marks, ignoresCase);
  // Behind what is found. Other finders write theirs there too.
  const at = memory.found + 4 * FOUND_AT_ONCE;
  return {
    marks,
    next,
    scan: (from, to, out, most) => {
      memory.bytes.set(tables, at);
      return scan(from, to, at, out, most);
    },
  };
};
