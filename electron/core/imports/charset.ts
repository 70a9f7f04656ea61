import { isAscii, isUtf8 } from 'node:buffer';
import { succeed, type Result } from '#shared/base/result.ts';
import type { Charset } from '#shared/imports/charsets.ts';
import { mendWindows1252 } from '../windows-1252.ts';
import type { Job } from './job.ts';
import { join } from './join.ts';
import { unreadable } from './unpack.ts';

const SAMPLE = 256 * 1024;
const STEP = 256 * 1024;

const bomOf = (bytes: Buffer): { readonly charset: Charset; readonly length: number } | null => {
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
const byZeros = (sample: Buffer): 'utf-16le' | 'utf-16be' | 'binary' | null => {
  if (!sample.includes(0)) return null;
  const little = tableness(sample, 'utf-16le');
  const big = tableness(sample, 'utf-16be');
  if (little === big) return 'binary';
  return little > big ? 'utf-16le' : 'utf-16be';
};

const isAllUtf8 = async (bytes: Buffer, job: Job): Promise<boolean> => {
  let start = 0;
  while (start < bytes.length) {
    let end = Math.min(start + STEP, bytes.length);
    // Back to the start of a character, three bytes at most.
    for (let back = 0; back < 3 && end < bytes.length && ((bytes[end] ?? 0) & 0xc0) === 0x80; back++) end--;
    if (!isUtf8(bytes.subarray(start, end))) return false;
    start = end;
    if (job.due) await job.rest();
  }
  return true;
};

/** Where the first byte beyond ASCII stands; the end if there is none. */
const firstHighByte = async (bytes: Buffer, job: Job): Promise<number> => {
  for (let start = 0; start < bytes.length; start += STEP) {
    const part = bytes.subarray(start, start + STEP);
    if (!isAscii(part)) return start + part.findIndex((byte) => byte >= 0x80);
    if (job.due) await job.rest();
  }
  return bytes.length;
};

/**
 * Chinese in GB18030 comes as pairs of high bytes with the first in the rows of GB 2312; Western text has single high bytes
 * between letters. The share of high bytes in such pairs tells them apart.
 */
const looksChinese = (sample: Buffer): boolean => {
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

/** Which charset the bytes are in; a mark decides, then zeros, then whether all of it is UTF-8, then what the high bytes look like. */
export const sniffCharset = async (bytes: Buffer, job: Job): Promise<Result<Charset>> => {
  const bom = bomOf(bytes);
  if (bom) return succeed(bom.charset);
  const zeros = byZeros(bytes.subarray(0, SAMPLE));
  if (zeros === 'binary') return unreadable('binary', 'the file is not text');
  if (zeros) return succeed(zeros);
  if (await isAllUtf8(bytes, job)) return succeed('utf-8');
  const high = await firstHighByte(bytes, job);
  return succeed(looksChinese(bytes.subarray(high, high + SAMPLE)) ? 'gb18030' : 'windows-1252');
};

const decoderOf = (charset: Exclude<Charset, 'utf-8'>): ((bytes: Buffer, isLast: boolean) => string) => {
  // Every byte has a meaning: it cannot fail.
  if (charset === 'windows-1252') return (bytes) => mendWindows1252(bytes.toString('latin1'));
  const decoder = new TextDecoder(charset, { fatal: true, ignoreBOM: true });
  return (bytes, isLast) => decoder.decode(bytes, { stream: !isLast });
};

/** The text as UTF-8 bytes without a mark. Refuses if the bytes are not of that charset; job.cancelled stops it. */
export const toUtf8 = async (bytes: Buffer, charset: Charset, job: Job): Promise<Result<Buffer>> => {
  const bom = bomOf(bytes);
  const body = bom?.charset === charset ? bytes.subarray(bom.length) : bytes;
  if (charset === 'utf-8')
    return (await isAllUtf8(body, job))
      ? succeed(body)
      : unreadable('wrong-charset', 'the file is not UTF-8', { charset });
  const decode = decoderOf(charset);
  const parts: Buffer[] = [];
  try {
    for (let at = 0; at < body.length; at += STEP) {
      const end = Math.min(at + STEP, body.length);
      parts.push(Buffer.from(decode(body.subarray(at, end), end === body.length), 'utf8'));
      if (job.cancelled) return job.refusal();
      if (job.due) await job.rest();
    }
  } catch (error) {
    if (error instanceof TypeError) return unreadable('wrong-charset', `the file is not ${charset}`, { charset });
    throw error;
  }
  return succeed(await join(parts, job));
};
