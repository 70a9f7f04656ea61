/** What finds the places at which one of some texts may begin, in the memory of pieces. */
import type { PieceScan } from '../files/read-ahead.ts';

/** Places that are written at once. */
export const FOUND_AT_ONCE = 4_096;

export interface TextScan {
  /** Where the last scan stopped. */
  readonly next: { readonly value: number };
  /**
   * Writes to `out` the address of each mark from `from` to before `to`, and of some behind it; stops when `most` could be exceeded, and answers how
   * many it wrote. Reads up to 63 bytes behind `to`.
   */
  readonly scan: (from: number, to: number, out: number, most: number) => number;
}

export interface TextFinder extends TextScan, PieceScan {
  /** Of each text: the place in it by which it is found. */
  readonly marks: readonly number[];
}

/** Of ASCII. */
export const isLetter = (byte: number): boolean => (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;

/** From what is met most in logs to what is met least; others are met less. */
const common = ' eatinorsdl0c1umph2.g-:3_5f4b/w67v89=yk,';
export const rarity = (byte: number): number => {
  const place = common.indexOf(String.fromCharCode(byte).toLowerCase());
  return place === -1 ? common.length : place;
};
