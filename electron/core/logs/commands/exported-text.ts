/** Bytes of events to text, whatever the program or the export wrote them in. */

/** What eight-bit text is read as that is not UTF-8: GB18030 holds all of GBK, which a Chinese Windows writes. */
export type EightBit = 'gb18030' | 'windows-1252';

/** Asked each time: which it is may show late in a file. */
export type EightBitNow = () => EightBit;

/** Behind which text is cut into pieces: each is part of no other character in UTF-8, GBK or GB18030. */
export const TAG_END = 0x3e;
export const LINE_END = 0x0a;
type PieceEnd = typeof TAG_END | typeof LINE_END;

/** Text without a single end of a piece is none of ours; it is handed on in pieces of this size. */
const LONGEST_TEXT = 1024 * 1024;

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

type Encoding = 'utf-16le' | 'utf-16be' | 'eight-bit';

/** UTF-16 without a mark shows in its first character, which is white space or ASCII. null: too short to tell. */
const encodingOf = (head: Buffer): Encoding | null => {
  const [first, second] = head;
  if (first === undefined || second === undefined) return null;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (second === 0) return 'utf-16le';
  return first === 0 ? 'utf-16be' : 'eight-bit';
};

/** Byte order marks stay in the text as U+FEFF, also where several exports were joined. */
export class ExportedText {
  readonly #eightBit: EightBitNow;
  readonly #pieceEnd: PieceEnd;
  #decode: ((bytes: Buffer, isLast: boolean) => string) | undefined;
  #held: Buffer = Buffer.alloc(0);

  constructor(eightBit: EightBitNow, pieceEnd: PieceEnd) {
    this.#eightBit = eightBit;
    this.#pieceEnd = pieceEnd;
  }

  take(bytes: Uint8Array, isLast: boolean): string {
    const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (this.#decode === undefined) {
      this.#held = Buffer.concat([this.#held, chunk]);
      const encoding = encodingOf(this.#held) ?? (isLast ? 'eight-bit' : null);
      if (encoding === null) return '';
      const head = this.#held;
      this.#held = Buffer.alloc(0);
      this.#decode = encoding === 'eight-bit' ? this.#bytewise : this.#wide(encoding);
      return this.#decode(head, isLast);
    }
    return this.#decode(chunk, isLast);
  }

  #wide(encoding: 'utf-16le' | 'utf-16be'): (bytes: Buffer, isLast: boolean) => string {
    const decoder = new TextDecoder(encoding, { ignoreBOM: true });
    return (bytes, isLast) => decoder.decode(bytes, { stream: !isLast });
  }

  /** Each piece is UTF-8, or the other. */
  readonly #bytewise = (bytes: Buffer, isLast: boolean): string => {
    const all = this.#held.length === 0 ? bytes : Buffer.concat([this.#held, bytes]);
    const to = isLast || all.length > LONGEST_TEXT ? all.length : all.lastIndexOf(this.#pieceEnd) + 1;
    // A copy: the memory of a chunk is used again by whoever gave it.
    this.#held = Buffer.from(all.subarray(to));
    const piece = all.subarray(0, to);
    try {
      return strictUtf8.decode(piece);
    } catch {
      return new TextDecoder(this.#eightBit()).decode(piece);
    }
  };
}
