import { cutText } from '#shared/base/well-formed.ts';

/** The part of the limit that the beginning may have; the rest is for the end, where errors stand. */
const HEAD_SHARE = 0.25;

/** Texts that are kept as one: a program that writes letter by letter makes neither millions of pieces nor a long way to the first. */
const JOINED = 512;

const bytesOf = (text: string): number => Buffer.byteLength(text, 'utf8');

/** The longest beginning of whole characters that is found quickly and has at most so many bytes. */
const fitting = (text: string, most: number): string => {
  let part = cutText(text, most);
  for (let bytes = bytesOf(part); bytes > most; bytes = bytesOf(part))
    part = cutText(part, Math.floor((part.length * most) / bytes));
  return part;
};

/** The longest end of whole characters with at most so many bytes. */
const endOf = (text: string, most: number): { readonly text: string; readonly bytes: number } => {
  const bytes = Buffer.from(text, 'utf8');
  let from = Math.max(0, bytes.length - most);
  // A byte of 10xxxxxx goes on with the character before it.
  while (((bytes[from] ?? 0) & 0xc0) === 0x80) from++;
  return { text: bytes.toString('utf8', from), bytes: bytes.length - from };
};

/**
 * The beginning and the end of a text that may be of any length, never more than about `limit` bytes in memory. What stood between is counted,
 * and said where it was.
 */
export class KeptOutput {
  readonly #headLimit: number;
  readonly #tailLimit: number;
  #head = '';
  #headBytes = 0;
  #isHeadFull = false;
  #tail: { readonly text: string; readonly bytes: number }[] = [];
  #tailBytes = 0;
  #dropped = 0;
  /** The newest, not yet joined. */
  #loose: string[] = [];

  constructor(limit: number) {
    this.#headLimit = Math.floor(limit * HEAD_SHARE);
    this.#tailLimit = limit - this.#headLimit;
  }

  add(text: string): void {
    this.#loose.push(text);
    if (text.length >= JOINED || this.#loose.length >= JOINED) this.#join();
  }

  #join(): void {
    if (this.#loose.length === 0) return;
    const text = this.#loose.join('');
    this.#loose = [];
    this.#take(text);
  }

  #take(text: string): void {
    if (text === '') return;
    const start = this.#isHeadFull ? '' : fitting(text, this.#headLimit - this.#headBytes);
    this.#head += start;
    this.#headBytes += bytesOf(start);
    const rest = text.slice(start.length);
    if (rest === '') return;
    this.#isHeadFull = true;
    const bytes = bytesOf(rest);
    this.#tail.push({ text: rest, bytes });
    this.#tailBytes += bytes;
    while (this.#tailBytes > this.#tailLimit) {
      const [first] = this.#tail;
      if (!first) return;
      const over = this.#tailBytes - this.#tailLimit;
      if (first.bytes <= over) {
        this.#tail.shift();
        this.#tailBytes -= first.bytes;
        this.#dropped += first.bytes;
      } else {
        const left = endOf(first.text, first.bytes - over);
        const goneBytes = first.bytes - left.bytes;
        this.#tail[0] = left;
        this.#tailBytes -= goneBytes;
        this.#dropped += goneBytes;
      }
    }
  }

  /** Bytes of text that were left out. */
  get dropped(): number {
    this.#join();
    return this.#dropped;
  }

  get isEmpty(): boolean {
    this.#join();
    return this.#headBytes === 0 && this.#tailBytes === 0;
  }

  /** All that is kept, with `gap` where something was left out. */
  whole(gap: (bytes: number) => string): string {
    this.#join();
    return this.#head + (this.#dropped > 0 ? gap(this.#dropped) : '') + this.#tail.map(({ text }) => text).join('');
  }

  /** The newest, at most `length` UTF-16 units. */
  newest(length: number): string {
    this.#join();
    let text = '';
    for (let at = this.#tail.length - 1; at >= 0 && text.length < length; at--)
      text = (this.#tail[at]?.text ?? '') + text;
    if (text.length < length && this.#dropped === 0) text = this.#head + text;
    const cut = text.slice(-length);
    return /^[\uDC00-\uDFFF]/.test(cut) ? cut.slice(1) : cut;
  }
}
