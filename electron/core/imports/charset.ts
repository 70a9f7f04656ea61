import { isAscii, isUtf8 } from 'node:buffer';
import { succeed, type Result } from '#shared/base/result.ts';
import type { Charset } from '#shared/imports/charsets.ts';
import { bomOf, byZeros, decoderOf, looksChinese } from '../charset-signs.ts';
import type { Job } from '../job.ts';
import { join } from './join.ts';
import { unreadable } from './unpack.ts';

const SAMPLE = 256 * 1024;
const STEP = 256 * 1024;

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
