/**
 * A module that finds the places at which one of a few texts may begin: those that hold two bytes of it where it has them. Made for these texts: each
 * of them costs a comparison or two for every 16 places, where looking bytes up in tables costs a dozen instructions however few texts there are.
 */
import { MOST_PAGES, pieceMemory } from '../files/piece-memory.ts';
import type { TextScan } from '../files/piece-scan.ts';
import { isLetter, rarity, type TextFinder } from './text-finder.ts';

/** Two bytes of a text, by which it is looked for. */
interface Pair {
  /** From the beginning of the text, below 16. */
  readonly places: readonly [number, number];
  readonly bytes: readonly [number, number];
}

/** More texts than these are found sooner by tables. */
export const MOST_PAIRS = 4;
/** Behind the beginning of a text, its bytes are looked at in one turn. */
const NEAR = 16;

/** The two bytes that are met least. */
const pairOf = (bytes: Buffer): Pair => {
  const [one = 0, other = 1] = [...bytes.subarray(0, NEAR).keys()].toSorted(
    (left, right) => rarity(bytes[right] ?? 0) - rarity(bytes[left] ?? 0),
  );
  return { places: [one, other], bytes: [bytes[one] ?? 0, bytes[other] ?? 0] };
};

/** Those of all texts, each once: texts that begin alike have the same. */
export const pairsOf = (texts: readonly Buffer[]): readonly Pair[] => [
  ...new Map(texts.map(pairOf).map((pair) => [JSON.stringify(pair), pair])).values(),
];

/** Upper and lower case differ by this bit. */
const CASE = 0x20;
/** Looked at in one turn. */
const STEP = 32;
/** A memory that other threads see, and that has an end. */
const SHARED = 3;

const I32 = 0x7f;
const V128 = 0x7b;
const NO_VALUE = 0x40;
const END = 0x0b;

const number = (value: number): number[] => (value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...number(value >> 7)]);
const constant = (value: number): number[] => [0x41, ...(value < 0x40 ? [value] : [(value & 0x7f) | 0x80, value >> 7])];
const get = (local: number): number[] => [0x20, ...number(local)];
const set = (local: number): number[] => [0x21, ...number(local)];
const tee = (local: number): number[] => [0x22, ...number(local)];
const simd = (code: number): number[] => [0xfd, ...number(code)];
const loadFrom = (offset: number): number[] => [...simd(0x00), 0, ...number(offset)];
const splat = simd(0x0f);
const equal = simd(0x23);
const both = simd(0x4e);
const either = simd(0x50);
const any = simd(0x53);
const bitmask = simd(0x64);
const add = [0x6a];
const subtract = [0x6b];
const and = [0x71];
const or = [0x72];
const shiftLeft = [0x74];
const trailingZeros = [0x68];
const isAtLeast = [0x4f];
const isMore = [0x4b];
const block = (...code: readonly number[][]): number[] => [0x02, NO_VALUE, ...code.flat(), END];
const loop = (...code: readonly number[][]): number[] => [0x03, NO_VALUE, ...code.flat(), END];
const when = (...code: readonly number[][]): number[] => [0x04, NO_VALUE, ...code.flat(), END];
const leave = (depth: number): number[] => [0x0c, depth];
const leaveIf = (depth: number): number[] => [0x0d, depth];
const store = [0x36, 2, 0];

const header = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const text = (name: string): number[] => [...number(name.length), ...Buffer.from(name)];
const section = (id: number, ...content: readonly number[][]): number[] => {
  const bytes = content.flat();
  return [id, ...number(bytes.length), ...bytes];
};

// Of the function: where to look, from and to; where places are written; how many at most.
const [FROM, TO, OUT, MOST] = [0, 1, 2, 3] as const;
const PARAMETERS = 4;

const body = (pairs: readonly Pair[], ignoresCase: boolean): number[] => {
  const folds = (byte: number): boolean => ignoresCase && isLetter(byte);
  const folded = (byte: number): number => (folds(byte) ? byte | CASE : byte);
  // Bytes that are compared with, each in a variable of its own.
  const values = [...new Set([CASE, ...pairs.flatMap(({ bytes }) => bytes.map(folded))])];
  const holding = (byte: number): number => PARAMETERS + values.indexOf(byte);
  const [one, other] = [PARAMETERS + values.length, PARAMETERS + values.length + 1];
  const [mask, count] = [other + 1, other + 2];
  const isThere = (byte: number, offset: number): number[] => [
    ...get(FROM),
    ...loadFrom(offset),
    ...(folds(byte) ? [...get(holding(CASE)), ...either] : []),
    ...get(holding(folded(byte))),
    ...equal,
  ];
  const isAny = (offset: number): number[] =>
    pairs.flatMap(({ places, bytes }, nth) => [
      ...isThere(bytes[0], places[0] + offset),
      ...isThere(bytes[1], places[1] + offset),
      ...both,
      ...(nth === 0 ? [] : either),
    ]);
  const code = [
    ...values.flatMap((value) => [...constant(value), ...splat, ...set(holding(value))]),
    ...block(
      loop(
        [...get(FROM), ...get(TO), ...isAtLeast, ...leaveIf(1)],
        [...get(count), ...constant(STEP), ...add, ...get(MOST), ...isMore, ...leaveIf(1)],
        [...isAny(0), ...tee(one), ...isAny(16), ...tee(other), ...either, ...any],
        when(
          [...get(one), ...bitmask, ...get(other), ...bitmask, ...constant(16), ...shiftLeft, ...or, ...set(mask)],
          loop(
            [...get(OUT), ...get(count), ...constant(2), ...shiftLeft, ...add],
            [...get(FROM), ...get(mask), ...trailingZeros, ...add, ...store],
            [...get(count), ...constant(1), ...add, ...set(count)],
            [...get(mask), ...get(mask), ...constant(1), ...subtract, ...and, ...tee(mask), ...leaveIf(0)],
          ),
        ),
        [...get(FROM), ...constant(STEP), ...add, ...set(FROM), ...leave(0)],
      ),
    ),
    ...get(FROM),
    0x24,
    0,
    ...get(count),
    END,
  ];
  return [2, ...number(values.length + 2), V128, 2, I32, ...code];
};

/** Imports `memory` of `room`; exports `scan` and `next` of a `TextScan`. */
const pairModule = (pairs: readonly Pair[], ignoresCase: boolean): Uint8Array => {
  const code = body(pairs, ignoresCase);
  return Uint8Array.from([
    ...header,
    ...section(1, [1, 0x60, PARAMETERS, I32, I32, I32, I32, 1, I32]),
    ...section(2, [1], text('room'), text('memory'), [2, SHARED, 1, ...number(MOST_PAGES)]),
    ...section(3, [1, 0]),
    ...section(6, [1, I32, 1], constant(0), [END]),
    ...section(7, [2], text('next'), [3, 0], text('scan'), [0, 0]),
    ...section(10, [1], number(code.length), code),
  ]);
};

/** Of these texts, whose pairs these are; throws where this machine has no SIMD. */
export const pairFinder = (
  texts: readonly Buffer[],
  pairs: readonly Pair[],
  ignoresCase: boolean,
): TextFinder | undefined => {
  const memory = pieceMemory();
  if (memory === null) return undefined;
  const module = pairModule(pairs, ignoresCase);
  const { next, scan } = memory.instance(module) as TextScan;
  return { marks: texts.map(() => 0), next, scan, module };
};
