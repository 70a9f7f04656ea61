/** Cuts the bytes of one segment, which come in parts, into lines. */
import { decode, readable } from '#core/logs/text/decode.ts';
import { unitOf, type Encoding } from '#core/logs/text/encoding.ts';
import { nextLineFeed } from '#core/logs/text/lines.ts';

export interface Line {
  /** Offset of its first byte. */
  readonly at: number;
  /** Bytes without the line feed. */
  readonly bytes: number;
  readonly text: string;
}

export class LineCutter {
  /** After the last line feed. */
  #rest: Buffer = Buffer.alloc(0);
  #at: number;

  constructor(
    public encoding: Encoding,
    start: number,
  ) {
    this.#at = start;
  }

  /** The lines that these bytes end. */
  push(bytes: Uint8Array): Line[] {
    const part = Buffer.concat([this.#rest, bytes]);
    const unit = unitOf(this.encoding);
    const lines: Line[] = [];
    let from = 0;
    for (let feed = nextLineFeed(part, 0, this.encoding); feed !== -1; feed = nextLineFeed(part, from, this.encoding)) {
      lines.push(this.#line(part.subarray(from, feed), this.#at + from));
      from = feed + unit;
    }
    this.#at += from;
    this.#rest = part.subarray(from);
    return lines;
  }

  /** The last line of a segment that nothing more comes to, if it is not ended. */
  end(): Line | null {
    const rest = this.#rest;
    this.#rest = Buffer.alloc(0);
    return rest.length === 0 ? null : this.#line(rest, this.#at);
  }

  #line(content: Buffer, at: number): Line {
    const text = decode(content, this.encoding);
    return { at, bytes: content.length, text: readable(text.endsWith('\r') ? text.slice(0, -1) : text).text };
  }
}
