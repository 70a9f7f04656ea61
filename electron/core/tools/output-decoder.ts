import { bomOf, byZeros, decoderOf, looksChinese } from '../charset-signs.ts';

/** Zero bytes tell UTF-16 by then. */
const LEAST_BYTES = 4;

type Decode = (bytes: Buffer, isLast: boolean) => string;

const utf8Decoder = () => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Whether it can be UTF-8, an unfinished character at its end set aside. */
const isUtf8 = (bytes: Buffer): boolean => {
  try {
    utf8Decoder().decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
};

/** Latin letters leave every other byte empty; where a first piece has hardly any, what parts words and lines tells. */
const utf16Of = (bytes: Buffer): ReturnType<typeof byZeros> => {
  const zeros = [0, 0];
  for (const [at, byte] of bytes.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd * 4 >= bytes.length && even === 0) return 'utf-16le';
  return even * 4 >= bytes.length && odd === 0 ? 'utf-16be' : byZeros(bytes);
};

const forgiving = (charset: string): Decode => {
  const decoder = new TextDecoder(charset, { ignoreBOM: true });
  return (bytes, isLast) => decoder.decode(bytes, { stream: !isLast });
};

/**
 * Text of what a program writes, piece by piece, in whatever charset it does: by its mark, by the zero bytes of UTF-16, as UTF-8 as long as it is
 * that, else as GB18030 or windows-1252. ASCII settles nothing: the first byte beyond it does. Never throws; bytes without a meaning become U+FFFD.
 */
export class OutputDecoder {
  #decode: Decode | undefined;
  #waiting: Buffer = Buffer.alloc(0);

  add(piece: Buffer, isLast = false): string {
    if (this.#decode) return this.#decode(piece, isLast);
    const bytes = this.#waiting.length === 0 ? piece : Buffer.concat([this.#waiting, piece]);
    this.#waiting = Buffer.alloc(0);
    if (bytes.length < LEAST_BYTES && !isLast) {
      this.#waiting = bytes;
      return '';
    }
    const bom = bomOf(bytes);
    if (bom) return this.#settle(forgiving(bom.charset), bytes.subarray(bom.length), isLast);
    const zeros = utf16Of(bytes.subarray(0, bytes.length - (bytes.length % 2)));
    if (zeros === 'utf-16le' || zeros === 'utf-16be') return this.#settle(forgiving(zeros), bytes, isLast);
    if (bytes.every((byte) => byte < 0x80)) return bytes.toString('latin1');
    if (isUtf8(bytes)) return this.#asUtf8(bytes, isLast);
    return this.#settle(looksChinese(bytes) ? forgiving('gb18030') : decoderOf('windows-1252'), bytes, isLast);
  }

  /** As UTF-8 for as long as it is; from the first piece that is not, as what that one looks like. */
  #asUtf8(bytes: Buffer, isLast: boolean): string {
    const strict = utf8Decoder();
    let tail = Buffer.alloc(0);
    let later: Decode | undefined;
    const decode: Decode = (piece, last) => {
      if (later) return later(piece, last);
      try {
        const text = strict.decode(piece, { stream: !last });
        tail = unfinished(tail.length === 0 ? piece : Buffer.concat([tail, piece]));
        return text;
      } catch {
        const rest = Buffer.concat([tail, piece]);
        later = looksChinese(rest) ? forgiving('gb18030') : forgiving('utf-8');
        return later(rest, last);
      }
    };
    return this.#settle(decode, bytes, isLast);
  }

  #settle(decode: Decode, bytes: Buffer, isLast: boolean): string {
    this.#decode = decode;
    return decode(bytes, isLast);
  }
}

/** The bytes at the end that begin a UTF-8 character and do not end it. */
const unfinished = (bytes: Buffer): Buffer<ArrayBuffer> => {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte < 0xc0) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return Buffer.from(length > back ? bytes.subarray(bytes.length - back) : []);
  }
  return Buffer.alloc(0);
};
