/**
 * Lines of a source that a command reads, kept in a folder of its own, sealed: the newest ones, up to a bound. The place where reading goes on is
 * written together with the length up to which the lines belong to it, and what stands behind that length is cut off when the spool is opened: so
 * after any end of the process no event is missing and none is there twice.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Beginning } from '../follow/segment.ts';
import { lineOf } from './event-line.ts';
import type { LogEvent } from './event.ts';
import { readPlace, writePlace, type SpoolPlace } from './spool-place.ts';
import { SpoolSegment, segmentFile, segmentIdOf } from './spool-segment.ts';
import { sealOlder } from './unsealed-spool.ts';

export interface SpoolLimits {
  /** A segment is sealed when it is at least this long. */
  readonly segmentBytes: number;
  /** Above this the oldest segments are let go of. */
  readonly totalBytes: number;
}

export interface SpoolOptions {
  readonly limits?: SpoolLimits | undefined;
  /** Segments up to this number may be named somewhere. */
  readonly namedUpTo?: number;
}

const USUAL_LIMITS: SpoolLimits = { segmentBytes: 4 * 1024 * 1024, totalBytes: 64 * 1024 * 1024 };

/** So much of the end of the lines is remembered as a hash. */
const TAIL_BYTES = 4096;

const tailOf = (segment: SpoolSegment, bytes: number): string => {
  const tail = Buffer.alloc(Math.min(TAIL_BYTES, bytes));
  const read = segment.readAppended(tail, bytes - tail.length);
  return createHash('sha256').update(tail.subarray(0, read)).digest('hex');
};

export class Spool {
  readonly #folder: string;
  readonly #key: Uint8Array;
  readonly #limits: SpoolLimits;
  readonly #segments: SpoolSegment[] = [];
  #cursor: string | null = null;
  #isSaved = true;

  /**
   * `folder` belongs to this spool alone, and to one process at a time. What it cannot go on from is removed, and reading begins anew, under numbers
   * above `namedUpTo`.
   */
  constructor(folder: string, key: Uint8Array, { limits = USUAL_LIMITS, namedUpTo = 0 }: SpoolOptions = {}) {
    this.#folder = folder;
    this.#key = key;
    this.#limits = limits;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    sealOlder(folder, key);
    const ids = readdirSync(folder)
      .flatMap((file) => segmentIdOf(file) ?? [])
      .toSorted((left, right) => left - right);
    const place = readPlace(folder, key);
    if (place === null || !this.#goOn(place, ids)) this.#beginAnew(ids, namedUpTo);
  }

  /** Where reading goes on. */
  get cursor(): string | null {
    return this.#cursor;
  }

  /** Oldest first; the last one grows. */
  segments(): readonly SpoolSegment[] {
    return this.#segments;
  }

  /** Throws as the file system does; then no event of these counts. Never keeps half a line. */
  append(events: readonly LogEvent[]): void {
    if (events.length === 0) return;
    const lines = Buffer.from(`${events.map(lineOf).join('\n')}\n`);
    const before = this.#cursor;
    this.#current().append(lines);
    this.#cursor = events.findLast(({ cursor }) => cursor !== null)?.cursor ?? this.#cursor;
    this.#isSaved = false;
    if (this.#current().bytes >= this.#limits.segmentBytes) this.turn('resumed');
    else if (before === null && this.#cursor !== null) this.#saveIfPossible();
  }

  /** Begins the next segment; where it cannot be begun now, this one grows on. */
  turn(why: Beginning): void {
    const full = this.#current();
    try {
      full.sync();
      this.#segments.push(new SpoolSegment(this.#folder, full.id + 1, why, this.#key));
      full.isFull = true;
    } catch {
      return;
    }
    this.#saveIfPossible();
  }

  /**
   * At once where events that are read again would be other lines: before any place is known, and at the end of a segment, which depends on how many
   * events came together.
   */
  #saveIfPossible(): void {
    try {
      this.save();
    } catch {
      // The place that was saved before holds, and this one is saved later.
    }
  }

  /** Lets go of the oldest segments above the bound, of those that were delivered whole. Answers which. */
  letGo(): readonly SpoolSegment[] {
    const gone: SpoolSegment[] = [];
    let bytes = this.#segments.reduce((sum, segment) => sum + segment.bytes, 0);
    for (
      let oldest = this.#segments[0];
      oldest?.isSealed && bytes > this.#limits.totalBytes;
      oldest = this.#segments[0]
    ) {
      bytes -= oldest.bytes;
      oldest.remove();
      this.#segments.shift();
      gone.push(oldest);
    }
    return gone;
  }

  /** The log itself began anew: what was read stays, and reading begins with what is there now. */
  forgetCursor(): void {
    this.#cursor = null;
    this.#isSaved = false;
  }

  /** What was appended is there after any end of the process, also one of the computer. */
  save(): void {
    if (this.#isSaved) return;
    const segment = this.#current();
    segment.sync();
    writePlace(this.#folder, this.#key, {
      version: 1,
      cursor: this.#cursor,
      segment: segment.id,
      bytes: segment.bytes,
      tail: tailOf(segment, segment.bytes),
    });
    this.#isSaved = true;
  }

  close(): void {
    try {
      this.save();
    } finally {
      for (const segment of this.#segments) segment.close();
    }
  }

  /** Closes it and removes all of it. */
  discard(): void {
    for (const segment of this.#segments) segment.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #current(): SpoolSegment {
    const last = this.#segments.at(-1);
    if (last === undefined) throw new Error('a spool always has a segment');
    return last;
  }

  /** False if what is there does not belong to `place`. */
  #goOn(place: SpoolPlace, ids: readonly number[]): boolean {
    if (!ids.includes(place.segment)) return false;
    const last = new SpoolSegment(this.#folder, place.segment, 'resumed', this.#key);
    if (last.bytes < place.bytes || tailOf(last, place.bytes) !== place.tail) {
      last.close();
      return false;
    }
    last.cutTo(place.bytes);
    for (const id of ids) {
      if (id < place.segment) this.#segments.push(new SpoolSegment(this.#folder, id, 'resumed', this.#key));
      else if (id > place.segment) rmSync(join(this.#folder, segmentFile(id)), { force: true });
    }
    for (const segment of this.#segments) segment.isFull = true;
    this.#segments.push(last);
    this.#cursor = place.cursor;
    return true;
  }

  #beginAnew(ids: readonly number[], namedUpTo: number): void {
    rmSync(join(this.#folder, 'place'), { force: true });
    for (const id of ids) rmSync(join(this.#folder, segmentFile(id)), { force: true });
    this.#segments.push(new SpoolSegment(this.#folder, Math.max(ids.at(-1) ?? 0, namedUpTo) + 1, 'first', this.#key));
  }
}
