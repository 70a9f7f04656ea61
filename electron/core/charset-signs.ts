/** What tells charsets apart, and how each is read; whoever reads a file decides how much of it is looked at, and when others have a turn. */
import type { Charset } from '#shared/imports/charsets.ts';
import { mendWindows1252 } from './windows-1252.ts';

/** The mark that a file begins with, if it does. */
export const bomOf = (bytes: Buffer): { readonly charset: Charset; readonly length: number } | null => {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { charset: 'utf-8', length: 3 };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { charset: 'utf-16le', length: 2 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { charset: 'utf-16be', length: 2 };
  return null;
};

/** What parts the cells and rows of a table; a text read in the wrong byte order has none. */
const SEPARATORS = /[\t\n\r,;"]/gu;
const CONTROLS = /[^\P{Cc}\t\n\r]/gu;
const UNKNOWN = /[\p{Cn}\p{Co}]/gu;

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** How much the sample looks like a table in that charset; 0 if it is none. */
const tableness = (sample: Buffer, charset: 'utf-16le' | 'utf-16be'): number => {
  let text: string;
  try {
    text = new TextDecoder(charset, { fatal: true, ignoreBOM: true }).decode(sample, { stream: true });
  } catch {
    return 0;
  }
  const isText = count(text, CONTROLS) * 1000 <= text.length && count(text, UNKNOWN) * 100 <= text.length;
  return isText ? count(text, SEPARATORS) : 0;
};

/**
 * UTF-16 without a mark: its separators leave zero bytes, Chinese alone hardly any, and 一 (4E00) one on the other side. So both byte
 * orders are tried. `binary` for zeros that neither explains.
 */
export const byZeros = (sample: Buffer): 'utf-16le' | 'utf-16be' | 'binary' | null => {
  if (!sample.includes(0)) return null;
  const little = tableness(sample, 'utf-16le');
  const big = tableness(sample, 'utf-16be');
  if (little === big) return 'binary';
  return little > big ? 'utf-16le' : 'utf-16be';
};

/**
 * Chinese in GB18030 comes as pairs of high bytes with the first in the rows of GB 2312; Western text has single high bytes
 * between letters. The share of high bytes in such pairs tells them apart.
 */
export const looksChinese = (sample: Buffer): boolean => {
  let high = 0;
  let paired = 0;
  for (let at = 0; at < sample.length; at++) {
    const byte = sample[at] ?? 0;
    if (byte < 0x80) continue;
    high++;
    const next = sample[at + 1] ?? 0;
    const common = (byte >= 0xb0 && byte <= 0xf7) || (byte >= 0xa1 && byte <= 0xa3);
    if (next < 0xa1) continue;
    high++;
    at++;
    if (common) paired += 2;
  }
  return high > 0 && paired / high >= 0.7;
};

/** Decodes a file part by part; throws a `TypeError` where the bytes are not of that charset. */
export const decoderOf = (charset: Exclude<Charset, 'utf-8'>): ((bytes: Buffer, isLast: boolean) => string) => {
  // Every byte has a meaning: it cannot fail.
  if (charset === 'windows-1252') return (bytes) => mendWindows1252(bytes.toString('latin1'));
  const decoder = new TextDecoder(charset, { fatal: true, ignoreBOM: true });
  return (bytes, isLast) => decoder.decode(bytes, { stream: !isLast });
};
