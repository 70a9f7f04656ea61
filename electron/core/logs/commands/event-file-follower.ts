/** A file of exported events, followed like any other log: its events become lines of a spool, which is what is delivered. */
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { PIECE_BYTES } from '../files/piece-memory.ts';
import type { Following, FollowState, Segment, Step } from '../follow/segment.ts';
import { Delivery } from './delivery.ts';
import { readEventFile, type EventFormat } from './event-files.ts';
import type { EventReader, LogEvent } from './event.ts';
import { Spool } from './spool.ts';

/** All of the file stays readable; its lines are hardly longer than its events. In one segment, so that a line is named alike however often it is read. */
const LIMITS = { segmentBytes: Number.POSITIVE_INFINITY, totalBytes: Number.POSITIVE_INFINITY };

/** Events are made of what is read before anybody is answered: more would keep them waiting. */
const MOST_AT_ONCE = PIECE_BYTES;

export interface EventFileOptions {
  /** Of the file itself, not woken before. It is closed with this follower. */
  readonly file: Following;
  readonly format: EventFormat;
  /** Private, for this follower alone; what is in it is removed before and after. */
  readonly folder: string;
}

export class EventFileFollower implements Following {
  readonly #options: EventFileOptions;
  readonly #spool: Spool;
  readonly #delivery: Delivery;
  readonly #readers = new Map<number, EventReader>();
  #hasRoom = true;

  constructor(options: EventFileOptions) {
    this.#options = options;
    rmSync(options.folder, { recursive: true, force: true });
    this.#spool = new Spool(options.folder, randomBytes(32), { limits: LIMITS });
    this.#delivery = new Delivery(this.#spool);
  }

  /** `unreadable` also where the lines cannot be written to the spool. */
  get state(): FollowState {
    return this.#hasRoom ? this.#options.file.state : 'unreadable';
  }

  segments(): readonly Segment[] {
    return this.#delivery.segments;
  }

  wake(budget: number): { readonly steps: readonly Step[]; readonly hasMore: boolean } {
    // What was read before is delivered first: so the spool never runs ahead by more than one step.
    const isBehind = this.#delivery.waiting > 0;
    const isRead = !isBehind && this.#hasRoom;
    const read = isRead ? this.#options.file.wake(Math.min(budget, MOST_AT_ONCE)) : { steps: [], hasMore: isBehind };
    for (const step of read.steps) this.#take(step);
    if (!isBehind && this.#hasRoom && read.steps.length === 0 && !read.hasMore) this.#settle();
    const woken = this.#delivery.wake(budget, this.state);
    return { steps: woken.steps, hasMore: woken.hasMore || read.hasMore };
  }

  /** The lines are made anew from the file each time. */
  checkpoint(): never {
    throw new Error('a file of events keeps no place');
  }

  close(): void {
    this.#options.file.close();
    this.#spool.discard();
  }

  #take(step: Step): void {
    switch (step.kind) {
      case 'began':
        if (this.#readers.size > 0) this.#spool.turn(step.why);
        this.#readers.set(step.segment.id, this.#readerOf(step.segment));
        break;
      case 'read':
        this.#keep(this.#readers.get(step.segment.id)?.take(step.bytes) ?? []);
        break;
      case 'sealed':
        this.#keep(this.#readers.get(step.segment.id)?.end() ?? []);
        break;
      case 'encoding':
      case 'nul-run':
      case 'gone':
      case 'state':
        break;
    }
  }

  #settle(): void {
    for (const reader of this.#readers.values()) this.#keep(reader.settle?.() ?? []);
  }

  #readerOf(segment: Segment): EventReader {
    return readEventFile(this.#options.format, () =>
      segment.encoding === 'windows-1252' ? 'windows-1252' : 'gb18030',
    );
  }

  /** Lines that were kept before stay readable where there is no room for more. */
  #keep(events: readonly LogEvent[]): void {
    try {
      this.#spool.append(events);
    } catch {
      this.#hasRoom = false;
    }
  }
}
