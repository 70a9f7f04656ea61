/**
 * A log that a command of the system reads, followed as a file is. Only what is in the spool counts as read, and a program is held up while more
 * waits there than was taken from it: nothing piles up in memory.
 */
import type { Following, FollowState, Segment, Step } from '../follow/segment.ts';
import { CommandRuns, usualTiming, type Timing } from './command-runs.ts';
import { Delivery } from './delivery.ts';
import type { CommandTrouble, EventCommand } from './event-command.ts';
import type { LogEvent } from './event.ts';
import { Spool, type SpoolLimits } from './spool.ts';

export interface CommandFollowOptions {
  readonly command: EventCommand;
  /** Private, of this source alone; it is made where it is missing. Removing it makes reading begin anew. */
  readonly folder: string;
  /** What lies there is sealed with it: 32 bytes. */
  readonly key: Uint8Array;
  /** Generations up to this one may be named somewhere. */
  readonly namedUpTo?: number;
  /** A wake would bring something, or the state is another. Never called from within a call of the follower. */
  readonly onNews: () => void;
  readonly limits?: SpoolLimits;
  readonly timing?: Timing;
}

/** Delivered so much later than read, the program waits. */
const MOST_WAITING = 1024 * 1024;
const SAVE_AFTER_MS = 500;
const SAVE_AGAIN_MS = 10_000;

const stateOf: Readonly<Record<CommandTrouble, FollowState>> = {
  'program-missing': 'waiting',
  'start-failed': 'waiting',
  ended: 'waiting',
  'journal-none': 'waiting',
  'journal-group': 'refused',
  'journal-own-only': 'following',
  'event-log-readers': 'refused',
  'channel-unknown': 'waiting',
  administrator: 'refused',
  'predicate-invalid': 'unreadable',
  'no-room': 'waiting',
};

/** There once the folder can be used. */
interface Reading {
  readonly spool: Spool;
  readonly delivery: Delivery;
  readonly runs: CommandRuns;
}

export class CommandFollower implements Following {
  readonly #options: CommandFollowOptions;
  #reading: Reading | null = null;
  #state: FollowState = 'waiting';
  #trouble: CommandTrouble | null = null;
  #news: NodeJS.Immediate | undefined;
  #saving: NodeJS.Timeout | undefined;
  #opening: NodeJS.Timeout | undefined;
  #isClosed = false;

  /** Starts the program. */
  constructor(options: CommandFollowOptions) {
    this.#options = options;
    this.#open();
  }

  get state(): FollowState {
    return this.#state;
  }

  /** What stands in the way, more exactly than the state says; also with `following`, where only a part is seen. */
  get trouble(): CommandTrouble | null {
    return this.#trouble;
  }

  segments(): readonly Segment[] {
    return this.#reading?.delivery.segments ?? [];
  }

  wake(budget: number): { readonly steps: readonly Step[]; readonly hasMore: boolean } {
    if (this.#reading === null || this.#isClosed) return { steps: [], hasMore: false };
    const woken = this.#reading.delivery.wake(budget, this.#state);
    this.#holdUp(this.#reading);
    return woken;
  }

  /** The spool knows its own place; after a restart all of it is delivered again. */
  checkpoint(): never {
    throw new Error('a log that a command reads keeps its own place');
  }

  close(): void {
    void this.end();
  }

  /**
   * Nothing of the spool can be read any more, and another follower may use its folder at once: what the program still prints is not taken.
   * Resolves when the program is gone.
   */
  async end(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearImmediate(this.#news);
    clearTimeout(this.#saving);
    clearTimeout(this.#opening);
    if (this.#reading === null) return;
    const gone = this.#reading.runs.close();
    try {
      this.#reading.spool.close();
    } catch {
      // The place that was saved before holds: what came since is read again.
    }
    await gone;
  }

  #open(): void {
    const { command, folder, key, limits, namedUpTo = 0, timing = usualTiming } = this.#options;
    let spool: Spool;
    try {
      spool = new Spool(folder, key, { limits, namedUpTo });
    } catch {
      this.#become('no-room');
      this.#opening = setTimeout(() => this.#open(), timing.mostMs);
      return;
    }
    const runs = new CommandRuns({
      command,
      timing,
      cursor: () => spool.cursor,
      take: (events) => this.#take(events),
      restarted: () => spool.forgetCursor(),
      trouble: (trouble) => this.#become(trouble),
    });
    this.#reading = { spool, delivery: new Delivery(spool), runs };
    this.#holdUp(this.#reading);
    runs.start();
    this.#tell();
  }

  #become(trouble: CommandTrouble | null): void {
    this.#trouble = trouble;
    this.#state = trouble === null ? 'following' : stateOf[trouble];
    this.#tell();
  }

  #tell(): void {
    this.#news ??= setImmediate(() => {
      this.#news = undefined;
      this.#options.onNews();
    });
  }

  #take(events: readonly LogEvent[]): boolean {
    if (this.#reading === null || this.#isClosed) return false;
    try {
      this.#reading.spool.append(events);
    } catch {
      return false;
    }
    this.#saving ??= setTimeout(() => this.#save(), SAVE_AFTER_MS);
    this.#holdUp(this.#reading);
    this.#tell();
    return true;
  }

  /** Where the place cannot be saved now, the one before holds: what came since is read again after a restart. */
  #save(): void {
    this.#saving = undefined;
    try {
      this.#reading?.spool.save();
    } catch {
      this.#saving = setTimeout(() => this.#save(), SAVE_AGAIN_MS);
    }
  }

  #holdUp({ delivery, runs }: Reading): void {
    if (delivery.waiting > MOST_WAITING) runs.pause();
    else runs.resume();
  }
}
