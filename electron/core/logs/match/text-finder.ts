/** What finds the places at which one of some texts may begin, in the memory of pieces. */
import type { PieceScan, TextScan } from '../files/piece-scan.ts';

/** Places that are written at once. */
export const FOUND_AT_ONCE = 4_096;

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
