/** Finds what a log is written in from its first bytes, in the order that misleads least: its mark, its zeros, UTF-8, then what is left. */
import { isAscii } from 'node:buffer';
import { legacyOf } from './legacy.ts';
import type { Encoding } from './encoding.ts';

/** As much of a file as is looked at. */
export const SAMPLE_BYTES = 64 * 1024;

export interface Detected {
  readonly encoding: Encoding;
  /** Bytes of the mark at the beginning. */
  readonly bom: number;
  /** Nothing but ASCII, and a character that may go on after the end: any of the encodings that contain it may still follow. */
  readonly isAscii: boolean;
}

/** A character that is cut at the end is no fault, unless all is there. */
const decodes = (bytes: Uint8Array, encoding: 'utf-8' | 'utf-16le' | 'utf-16be', isAll = false): boolean => {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: !isAll });
    return true;
  } catch {
    return false;
  }
};

const zerosAt = (bytes: Uint8Array, step: number): number[] => {
  const zeros = Array.from({ length: step }, () => 0);
  for (let at = bytes.indexOf(0); at !== -1; at = bytes.indexOf(0, at + 1))
    zeros[at % step] = (zeros[at % step] ?? 0) + 1;
  return zeros;
};

/** Every fourth byte is zero, and the one before it names a plane of Unicode. */
const isUtf32 = (bytes: Uint8Array): boolean => {
  const units = Math.floor(bytes.length / 4);
  if (units < 2) return false;
  for (let at = 0; at < units * 4; at += 4) if (bytes[at + 3] !== 0 || (bytes[at + 2] ?? 0) > 0x10) return false;
  return true;
};

/** Which byte order the zeros speak for: in logs there are always digits and spaces, whatever the language. */
const byZeros = (bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null => {
  const [even = 0, odd = 0] = zerosAt(bytes, 2);
  const units = bytes.length / 2;
  if (odd >= units * 0.03 && odd > even * 4) return decodes(bytes, 'utf-16le') ? 'utf-16le' : null;
  if (even >= units * 0.03 && even > odd * 4) return decodes(bytes, 'utf-16be') ? 'utf-16be' : null;
  return null;
};

const byMark = (bytes: Uint8Array): { readonly encoding: Encoding; readonly bom: number } | null => {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return { encoding: 'utf-8', bom: 3 };
  if (first === 0xff && second === 0xfe) {
    const isLong = third === 0 && bytes[3] === 0 && (bytes.length < 12 || isUtf32(bytes.subarray(4)));
    if (isLong) return { encoding: 'utf-32le', bom: 4 };
  } else if (first !== 0xfe || second !== 0xff) return null;
  // There are programs that write the one mark and then the other order: the zeros of the text tell.
  const said = first === 0xff ? 'utf-16le' : 'utf-16be';
  return { encoding: byZeros(bytes.subarray(2)) ?? said, bom: 2 };
};

/** Share of the bytes above ASCII that stand in whole UTF-8 characters. */
const utf8Share = (bytes: Uint8Array): number => {
  let high = 0;
  let whole = 0;
  for (let at = 0; at < bytes.length;) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) {
      at++;
      continue;
    }
    const length = byte >= 0xf0 && byte < 0xf5 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 1;
    let follow = 1;
    while (follow < length && ((bytes[at + follow] ?? 0) & 0xc0) === 0x80) follow++;
    high += follow;
    if (length > 1 && follow === length) whole += follow;
    at += follow;
  }
  return high === 0 ? 0 : whole / high;
};

/** Above it the text is UTF-8 with damage, not another encoding: three bytes in a row fit by chance once in hundreds. */
const DAMAGED_UTF8 = 0.8;
/** The same where it could only be Western text otherwise: there letters above ASCII stand alone or before another, and hardly two make one of UTF-8. */
const DAMAGED_WESTERN = 0.5;

/** How many bytes above ASCII stand at the end that may be the beginning of a character: alone they tell nothing. */
export const unfinishedIn = (bytes: Uint8Array): number => {
  let length = 0;
  while (length < bytes.length && length < 4 && (bytes[bytes.length - 1 - length] ?? 0) >= 0x80) length++;
  if (length <= 1) return length;
  const end = bytes.subarray(bytes.length - length);
  return length < 4 && decodes(end, 'utf-8') && !decodes(end, 'utf-8', true) ? length : 0;
};

/** `locale`: of the person who reads; a Chinese one makes GB18030 likelier. */
export const detectEncoding = (file: Uint8Array, locale: string): Detected => {
  const bytes = file.subarray(0, SAMPLE_BYTES);
  const marked = byMark(bytes);
  if (marked) return { ...marked, isAscii: false };
  const hasZeros = bytes.includes(0);
  if (hasZeros) {
    if (isUtf32(bytes)) return { encoding: 'utf-32le', bom: 0, isAscii: false };
    const wide = byZeros(bytes);
    if (wide) return { encoding: wide, bom: 0, isAscii: false };
  }
  if (isAscii(bytes.subarray(0, bytes.length - unfinishedIn(bytes))))
    return { encoding: 'utf-8', bom: 0, isAscii: true };
  const share = decodes(bytes, 'utf-8') ? 1 : utf8Share(bytes);
  const legacy = share >= DAMAGED_UTF8 ? 'utf-8' : legacyOf(bytes, locale);
  const encoding = legacy === 'windows-1252' && share >= DAMAGED_WESTERN ? 'utf-8' : legacy;
  return { encoding, bom: 0, isAscii: false };
};
