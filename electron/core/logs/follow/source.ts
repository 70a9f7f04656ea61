/** What is known of one file's content while it is followed, and whether another file has the same. */
import { crc32 } from 'node:zlib';
import { PIECE_BYTES, pieceRoom } from '../files/piece-memory.ts';
import { unfinishedIn } from '../text/detect.ts';
import type { Encoding } from '../text/encoding.ts';
import { ANCHOR_STEP, anchorOf, Anchors, hashOf, MARK_BYTES, MOST_ANCHORS, type KnownAnchor } from './anchors.ts';
import type { LogFile } from './log-file.ts';
import { withoutZeros } from './opening.ts';
import type { FileMark } from './segment.ts';

/** Added to the checksum at once. */
const SUMMED_AS_READ = 64 * 1024;

/** Hash of the bytes before `at`, null if they are not there. */
const anchorIn = (file: LogFile, at: number): string | null => {
  const bytes = Buffer.allocUnsafe(Math.min(MARK_BYTES, at));
  return file.read(bytes, at - bytes.length) === bytes.length ? hashOf(bytes) : null;
};

const scratch = Buffer.allocUnsafeSlow(MARK_BYTES);

/** Whether a file has these bytes where the anchor lies. */
const isIn = (file: LogFile, anchor: KnownAnchor): boolean => {
  const { at, bytes } = anchor;
  if (!bytes) return anchorIn(file, at) === anchor.hash;
  const there = scratch.subarray(0, bytes.length);
  return file.read(there, at - bytes.length) === bytes.length && there.equals(bytes);
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
  /** CRC-32 of the bytes before `#summed`; null if they are not all to be had any more. */
  #crc: number | null = 0;
  #summed = 0;
  /** Number of its file when it was last open. */
  fileHint: string;
  #head: KnownAnchor = anchorOf(0, new Uint8Array());
  #tail: Buffer = Buffer.alloc(0);
  #anchors = new Anchors();

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
    source.#crc = mark.crc;
    source.#summed = mark.end;
    source.fileHint = mark.file;
    source.#head = mark.head;
    source.#anchors = new Anchors(mark.anchors);
    return source;
  }

  /** Offset up to which its content is known. */
  get seen(): number {
    return this.#anchors.last?.at ?? 0;
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
    return this.isStatic || this.#hasAnchor(file, this.#anchors.last) || this.#isIn(file, file.size());
  }

  /** Whether a file has its content, or a part of it that reaches from the beginning to any of the anchors. */
  matches(file: LogFile): boolean {
    return this.#isIn(file, file.size());
  }

  /** CRC-32 of all bytes before `end`, as a .gz has it of its content; null if they were not all read. */
  get crc(): number | null {
    this.sum(Number.POSITIVE_INFINITY);
    return this.#crc;
  }

  /** Of a file that is read as a whole the checksum follows later: making it takes longer than finding its lines. */
  get isSumBehind(): boolean {
    return this.#crc !== null && this.#summed < this.end;
  }

  /** Reads at most so many bytes again, which the checksum is behind. */
  sum(most: number): void {
    const to = Math.min(this.end, this.#summed + most);
    while (this.#crc !== null && this.#summed < to) {
      const bytes = pieceRoom().subarray(0, Math.min(PIECE_BYTES, to - this.#summed));
      const isThere = this.file?.read(bytes, this.#summed) === bytes.length && this.isIntact();
      if (isThere) this.#addToSum(bytes);
      else this.#crc = null;
    }
  }

  /** Its first bytes, up to `end`, are others than they were: this is their checksum. */
  resum(crc: number, end: number): void {
    this.#crc = crc;
    this.#summed = end;
  }

  #addToSum(bytes: Uint8Array): void {
    if (this.#crc === null) return;
    this.#crc = crc32(bytes, this.#crc);
    this.#summed += bytes.length;
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
      const bytes = Buffer.alloc(this.#head.at);
      if (file.read(bytes, 0) === bytes.length) this.#head = anchorOf(bytes.length, bytes);
    }
    this.noteContent();
  }

  /** `bytes`, verified to have followed `end` in this file, were delivered (or are no text). */
  advance(bytes: Uint8Array): void {
    const from = this.end;
    if (!this.isSumBehind && bytes.length <= SUMMED_AS_READ) this.#addToSum(bytes);
    this.end += bytes.length;
    const end = bytes.subarray(Math.max(0, bytes.length - MARK_BYTES));
    const known = end.length === MARK_BYTES ? Buffer.from(end) : Buffer.concat([this.#tail, end]);
    this.#tail = known.subarray(Math.max(0, known.length - MARK_BYTES));
    if (this.#head.at < MARK_BYTES && this.end > this.#head.at) {
      const more = bytes.subarray(this.#head.at - from, MARK_BYTES - from);
      const head = Buffer.concat([this.#head.bytes ?? new Uint8Array(), more]);
      this.#head = anchorOf(head.length, head);
    }
    this.#anchors.addPart(from, bytes, this.#tail);
  }

  /** `mostAnchors`: the last ones; all unless told. */
  mark(segments: FileMark['segments'], mostAnchors = MOST_ANCHORS): FileMark {
    return {
      name: this.name,
      file: this.fileHint,
      generation: this.generation,
      encoding: this.encoding,
      isAscii: this.isAscii,
      isAtLineEnd: this.isAtLineEnd,
      end: this.end,
      head: { at: this.#head.at, hash: this.#head.hash },
      anchors: this.#anchors.all.slice(-mostAnchors).map(({ at, hash }) => ({ at, hash })),
      crc: this.isSumBehind ? null : this.#crc,
      segments,
    };
  }

  #isIn(file: LogFile, size: number): boolean {
    if (this.seen === 0) return file === this.file && size >= 0;
    if (size >= this.seen) return this.#hasAnchor(file, this.#anchors.last);
    if (file === this.file || size < this.seen / 2) return false;
    // A copy that a rotation made, and lines that came between its end and the truncation: those were read, and are in no file any more.
    const anchor = this.#anchors.all.findLast(({ at }) => at <= size);
    return anchor !== undefined && size - anchor.at <= ANCHOR_STEP && this.#hasAnchor(file, anchor);
  }

  #hasAnchor(file: LogFile, anchor: KnownAnchor | undefined): boolean {
    if (!anchor) return false;
    return (anchor.at < this.#head.at || isIn(file, this.#head)) && isIn(file, anchor);
  }

  /**
   * Before any of it was read: what was there when we first saw it is known again in a copy of it. Not zeros at the end, in whose place text may
   * still come.
   */
  noteContent(): void {
    const { file } = this;
    const size = file?.size() ?? 0;
    if (file === null || size <= 0 || this.seen > 0) return;
    const last = Buffer.allocUnsafe(Math.min(MARK_BYTES, size));
    if (file.read(last, size - last.length) < last.length) return;
    const length = withoutZeros(last);
    if (length === 0) return;
    const end = size - last.length + length;
    const known = [end, Math.min(MARK_BYTES, end)].map((at) => {
      const bytes = Buffer.allocUnsafe(Math.min(MARK_BYTES, at));
      return file.read(bytes, at - bytes.length) === bytes.length ? anchorOf(at, bytes) : undefined;
    });
    const [tail, head] = known;
    if (!tail || !head || file.size() < size) return;
    this.#head = head;
    this.#anchors.add(tail);
  }
}
