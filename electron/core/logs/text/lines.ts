/** Where lines end. */
import { unitOf, type Encoding } from './encoding.ts';

const LINE_FEED = 0x0a;

/**
 * Offset of the first byte of the next line feed at or after `from`, -1 if there is none. `from` and what is found are multiples of the unit:
 * in UTF-16 and UTF-32 a byte 0x0A is a line feed only where its zeros stand beside it; in no other encoding here is it part of another character.
 */
export const nextLineFeed = (bytes: Buffer, from: number, encoding: Encoding): number => {
  const unit = unitOf(encoding);
  if (unit === 1) return bytes.indexOf(LINE_FEED, from);
  const lead = encoding === 'utf-16be' ? 1 : 0;
  for (let at = bytes.indexOf(LINE_FEED, from); at !== -1; at = bytes.indexOf(LINE_FEED, at + 1)) {
    const first = at - lead;
    if (first < from || first % unit !== 0 || first + unit > bytes.length) continue;
    let zeros = 0;
    for (let other = first; other < first + unit; other++) if (bytes[other] === 0) zeros++;
    if (zeros === unit - 1) return first;
  }
  return -1;
};
