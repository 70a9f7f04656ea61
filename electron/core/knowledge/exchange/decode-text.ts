import { isUtf8 } from 'node:buffer';
import type { Charset } from '#shared/imports/charsets.ts';
import { bomOf, byZeros, decoderOf, looksChinese } from '../../charset-signs.ts';

/** Bytes that are looked at for signs of a charset. */
const SAMPLE = 256 * 1024;

export type DecodedText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: 'binary' | 'wrong-charset' };

const charsetOf = (bytes: Buffer): Charset | 'binary' => {
  if (isUtf8(bytes) && !bytes.subarray(0, SAMPLE).includes(0)) return 'utf-8';
  const zeros = byZeros(bytes.subarray(0, SAMPLE));
  if (zeros) return zeros;
  const high = bytes.findIndex((byte) => byte >= 0x80);
  return looksChinese(bytes.subarray(high, high + SAMPLE)) ? 'gb18030' : 'windows-1252';
};

/**
 * The text of a small file: a mark decides, then whether all of it is UTF-8, then zeros, then what its high bytes look like. What a page
 * declares of itself is not asked: it is wrong as often as it is missing.
 */
export const decodeText = (bytes: Buffer): DecodedText => {
  const bom = bomOf(bytes);
  const charset = bom?.charset ?? charsetOf(bytes);
  if (charset === 'binary') return { ok: false, problem: 'binary' };
  const body = bom ? bytes.subarray(bom.length) : bytes;
  if (charset === 'utf-8')
    return isUtf8(body) ? { ok: true, text: body.toString('utf8') } : { ok: false, problem: 'wrong-charset' };
  try {
    return { ok: true, text: decoderOf(charset)(body, true) };
  } catch (error) {
    if (error instanceof TypeError) return { ok: false, problem: 'wrong-charset' };
    throw error;
  }
};
