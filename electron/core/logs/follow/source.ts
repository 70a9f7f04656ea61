/** What is known of one file's content while it is followed, and whether another file has the same. */
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { unfinishedIn } from '../text/detect.ts';
import type { Encoding } from '../text/encoding.ts';
import type { LogFile } from './log-file.ts';
import type { Anchor, FileMark } from './segment.ts';

const MARK_BYTES = 1024;
const MOST_ANCHORS = 40;
/** Within a large part that is delivered at once, anchors lie so far apart, near its end. */
const ANCHOR_STEP = 64 * 1024;

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64');

/** Hash of the bytes before `at`, null if they are not there. */
const anchorIn = (file: LogFile, at: number): string | null => {
  const bytes = Buffer.allocUnsafe(Math.min(MARK_BYTES, at));
  return file.read(bytes, at - bytes.length) === bytes.length ? hashOf(bytes) : null;
};

/** The one among the inner anchors whose going leaves the smallest hole, measured by how far back it lies. */
const leastNeeded = (anchors: readonly Anchor[]): number => {
  const end = anchors.at(-1)?.at ?? 0;
  let least = 1;
  let smallest = Number.POSITIVE_INFINITY;
  for (let index = 1; index < anchors.length - 1; index++) {
    const hole = (anchors[index + 1]?.at ?? 0) - (anchors[index - 1]?.at ?? 0);
    const weight = hole / (1 + end - (anchors[index]?.at ?? 0));
    if (weight < smallest) [least, smallest] = [index, weight];
  }
  return least;
};

export class Source {
  /** Where its bytes are; null while, or since, they are in no file that we know. */
  file: LogFile | null;
  name: string;
  /** A copy or unpacked: all of it is there, and nothing comes to it. */
  isStatic: boolean;
  /** Offset after the last byte that was delivered. */
  end = 0;
  encoding: Encoding;
  /** Nothing but ASCII was delivered so far, and `unfinished`. */
  isAscii = true;
  /** Its mark and NUL before the text are behind us. */
  hasBegun = false;
  /** What was delivered last ended a line. */
  isAtLineEnd = true;
  /** When it was last seen to grow, or to be no longer what is written to. */
  activeAt = 0;
  crc: number | null = 0;
  /** Number of its file when it was last open. */
  fileHint: string;
  #head: Anchor = { at: 0, hash: hashOf(new Uint8Array()) };
  /** While the head is shorter than it may be. */
  #headBytes: Buffer = Buffer.alloc(0);
  #tail: Buffer = Buffer.alloc(0);
  #anchors: Anchor[] = [];

  constructor(
    file: LogFile | null,
    name: string,
    public generation: number,
    encoding: Encoding,
  ) {
    this.file = file;
    this.name = name;
    this.encoding = encoding;
    this.isStatic = file?.isSpool ?? false;
    this.fileHint = file?.key ?? '';
    this.noteContent();
  }

  static from(mark: FileMark): Source {
    const source = new Source(null, mark.name, mark.generation, mark.encoding);
    source.isAscii = mark.isAscii;
    source.hasBegun = mark.segments.some(({ start, end }) => end > start);
    source.isAtLineEnd = mark.isAtLineEnd;
    source.end = mark.end;
    source.crc = mark.crc;
    source.fileHint = mark.file;
    source.#head = mark.head;
    source.#anchors = [...mark.anchors];
    return source;
  }

  /** Offset up to which its content is known. */
  get seen(): number {
    return this.#anchors.at(-1)?.at ?? 0;
  }

  /** Opened when it was empty, and closed since: nothing of it was read, and nothing tells it from others. */
  get isUnknown(): boolean {
    return this.file === null && this.seen === 0 && this.end === 0;
  }

  /** What was delivered last, where it may be the beginning of a character. */
  get unfinished(): Buffer {
    return this.#tail.subarray(this.#tail.length - unfinishedIn(this.#tail));
  }

  /** Whether its file still begins with, and holds, what we know of it. Static files always do. */
  isIntact(): boolean {
    const { file } = this;
    if (file === null) return false;
    return this.isStatic || this.#isIn(file, file.size());
  }

  /** Whether a file has its content, or a part of it that reaches from the beginning to any of the anchors. */
  matches(file: LogFile): boolean {
    return this.#isIn(file, file.size());
  }

  /** Takes a file that `matches` as the one where its bytes are. */
  attach(file: LogFile, isStatic: boolean): void {
    if (this.file !== file) this.file?.close();
    this.file = file;
    this.name = file.name;
    this.fileHint = file.key;
    this.isStatic = isStatic || file.isSpool;
    // What begins anew from hashes has the bytes again that make the next ones.
    const end = Math.min(this.end, file.size());
    this.#tail = Buffer.alloc(Math.max(0, Math.min(MARK_BYTES, end)));
    file.read(this.#tail, end - this.#tail.length);
    if (this.#head.at < MARK_BYTES) {
      this.#headBytes = Buffer.alloc(this.#head.at);
      file.read(this.#headBytes, 0);
    }
    this.noteContent();
  }

  /** `bytes`, verified to have followed `end` in this file, were delivered (or are no text). */
  advance(bytes: Uint8Array): void {
    if (this.crc !== null) this.crc = crc32(bytes, this.crc);
    const from = this.end;
    this.end += bytes.length;
    for (let back = 4; back > 0; back--) {
      const upTo = bytes.length - back * ANCHOR_STEP;
      if (upTo >= MARK_BYTES)
        this.#addAnchor({ at: from + upTo, hash: hashOf(bytes.subarray(upTo - MARK_BYTES, upTo)) });
    }
    const known = Buffer.concat([this.#tail, bytes.subarray(Math.max(0, bytes.length - MARK_BYTES))]);
    this.#tail = known.subarray(Math.max(0, known.length - MARK_BYTES));
    if (this.#head.at < MARK_BYTES && this.end > this.#head.at) {
      const more = bytes.subarray(this.#head.at - from, MARK_BYTES - from);
      this.#headBytes = Buffer.concat([this.#headBytes, more]);
      this.#head = { at: this.#headBytes.length, hash: hashOf(this.#headBytes) };
    }
    this.#addAnchor({ at: this.end, hash: hashOf(this.#tail) });
  }

  mark(segments: FileMark['segments']): FileMark {
    return {
      name: this.name,
      file: this.fileHint,
      generation: this.generation,
      encoding: this.encoding,
      isAscii: this.isAscii,
      isAtLineEnd: this.isAtLineEnd,
      end: this.end,
      head: this.#head,
      anchors: [...this.#anchors],
      crc: this.crc,
      segments,
    };
  }

  #isIn(file: LogFile, size: number): boolean {
    if (this.seen === 0) return file === this.file && size >= 0;
    if (size >= this.seen) return this.#hasAnchor(file, this.#anchors.at(-1));
    if (file === this.file || size < this.seen / 2) return false;
    // A copy that a rotation made, and lines that came between its end and the truncation: those were read, and are in no file any more.
    const anchor = this.#anchors.findLast(({ at }) => at <= size);
    return anchor !== undefined && size - anchor.at <= ANCHOR_STEP && this.#hasAnchor(file, anchor);
  }

  #hasAnchor(file: LogFile, anchor: Anchor | undefined): boolean {
    if (!anchor) return false;
    const hasHead = anchor.at < this.#head.at || anchorIn(file, this.#head.at) === this.#head.hash;
    return hasHead && anchorIn(file, anchor.at) === anchor.hash;
  }

  /** Before any of it was read: what was there when we first saw it is known again in a copy of it. */
  noteContent(): void {
    const { file } = this;
    const size = file?.size() ?? 0;
    if (file === null || size <= 0 || this.seen > 0) return;
    const head = Buffer.allocUnsafe(Math.min(MARK_BYTES, size));
    const anchor = anchorIn(file, size);
    if (file.read(head, 0) < head.length || anchor === null || file.size() < size) return;
    this.#headBytes = head;
    this.#head = { at: head.length, hash: hashOf(head) };
    this.#addAnchor({ at: size, hash: anchor });
  }

  #addAnchor(anchor: Anchor): void {
    const after = this.#anchors.findIndex(({ at }) => at >= anchor.at);
    if (after === -1) this.#anchors.push(anchor);
    else if (this.#anchors[after]?.at !== anchor.at) this.#anchors.splice(after, 0, anchor);
    if (this.#anchors.length > MOST_ANCHORS) this.#anchors.splice(leastNeeded(this.#anchors), 1);
  }
}
