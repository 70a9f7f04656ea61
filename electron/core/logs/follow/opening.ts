/** Where the text of a file begins, and what it is written in. */
import { isAscii } from 'node:buffer';
import { detectEncoding, SAMPLE_BYTES, unfinishedIn } from '../text/detect.ts';
import { unitOf, type Encoding } from '../text/encoding.ts';

export interface Opening {
  /** Bytes before the text. */
  readonly skip: number;
  /** Of those, NUL bytes. */
  readonly zeros: number;
  readonly encoding: Encoding;
  readonly isAscii: boolean;
}

/** Fewer are characters of a wide encoding, or damage in a line. */
const SHORTEST_RUN = 8;

const leadingZeros = (bytes: Uint8Array): number => {
  let at = 0;
  while (at < bytes.length && bytes[at] === 0) at++;
  return at;
};

/**
 * `said`: by a person, or null. `before`: what the generation before was in, since a file that was truncated begins anew without a mark. Null while
 * there is nothing but NUL, or too little to tell a mark.
 */
export const openingOf = (
  bytes: Buffer,
  said: Encoding | null,
  before: Encoding | null,
  locale: string,
): Opening | null => {
  const run = leadingZeros(bytes);
  if (run === bytes.length) return null;
  let zeros = run >= SHORTEST_RUN ? run : 0;
  const known = said ?? before;
  if (zeros > 0 && known !== null) zeros -= zeros % unitOf(known);
  // In UTF-16BE the first zero byte after the run is half a character.
  else if (zeros % 2 === 1 && detectEncoding(bytes.subarray(zeros - 1), locale).encoding === 'utf-16be') zeros--;
  const text = bytes.subarray(zeros);
  const found = detectEncoding(text, locale);
  if (said !== null)
    return { skip: zeros + (found.encoding === said ? found.bom : 0), zeros, encoding: said, isAscii: false };
  const goesOn = before !== null && unitOf(before) > 1 && found.bom === 0 && text.includes(0);
  if (goesOn) return { skip: zeros, zeros, encoding: before, isAscii: false };
  return { skip: zeros + found.bom, zeros, encoding: found.encoding, isAscii: found.isAscii };
};

/** The encoding of a file that was ASCII until these bytes; null if it still is. */
export const encodingFrom = (bytes: Buffer, locale: string): Encoding | null => {
  if (isAscii(bytes.subarray(0, bytes.length - unfinishedIn(bytes)))) return null;
  let from = 0;
  let to = bytes.length;
  while (to - from > 1) {
    const middle = (from + to) >> 1;
    if (isAscii(bytes.subarray(from, middle))) from = middle;
    else to = middle;
  }
  const { encoding } = detectEncoding(bytes.subarray(from, from + SAMPLE_BYTES), locale);
  // Lines were cut as ASCII; zeros that come later are no wide encoding.
  return unitOf(encoding) === 1 ? encoding : 'utf-8';
};

/** Length without the NUL bytes at the end: where a file grows before it is written, text may still come in their place. */
export const withoutZeros = (bytes: Uint8Array): number => {
  let length = bytes.length;
  while (length > 0 && bytes[length - 1] === 0) length--;
  return length;
};
