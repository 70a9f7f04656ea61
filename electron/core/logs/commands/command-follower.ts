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
  /** A wake would bring something. */
  readonly onNews: () => void;
  readonly limits?: SpoolLimits;
  readonly timing?: Timing;
}

/** Delivered so much later than read, the program waits. */
const MOST_WAITING = 1024 * 1024;
const SAVE_AFTER_MS = 500;

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

export class CommandFollower implements Following {
  readonly #spool: Spool;
  readonly #delivery: Delivery;
  readonly #runs: CommandRuns;
  readonly #onNews: () => void;
  #state: FollowState = 'waiting';
  #trouble: CommandTrouble | null = null;
  #saving: NodeJS.Timeout | undefined;
  #isClosed = false;

  /** Starts the program. Throws as the file system does where the folder cannot be used. */
  constructor({ command, folder, onNews, limits, timing = usualTiming }: CommandFollowOptions) {
    this.#onNews = onNews;
    this.#spool = new Spool(folder, limits);
    this.#delivery = new Delivery(this.#spool);
    this.#runs = new CommandRuns({
      command,
      timing,
      cursor: () => this.#spool.cursor,
      take: (events) => this.#take(events),
      restarted: () => this.#spool.forgetCursor(),
      trouble: (trouble) => {
        this.#trouble = trouble;
        this.#state = trouble === null ? 'following' : stateOf[trouble];
        this.#onNews();
      },
    });
    this.#holdUp();
    this.#runs.start();
  }

  get state(): FollowState {
    return this.#state;
  }

  /** What stands in the way, more exactly than the state says; also with `following`, where only a part is seen. */
  get trouble(): CommandTrouble | null {
    return this.#trouble;
  }

  segments(): readonly Segment[] {
    return this.#delivery.segments;
  }

  wake(budget: number): { readonly steps: readonly Step[]; readonly hasMore: boolean } {
    const woken = this.#delivery.wake(budget, this.#state);
    this.#holdUp();
    return woken;
  }

  /** The spool knows its own place; after a restart all of it is delivered again. */
  checkpoint(): never {
    throw new Error('a log that a command reads keeps its own place');
  }

  close(): void {
    void this.end();
  }

  /** Resolves when the program is gone and the place is saved; nothing of the spool can be read any more. */
  async end(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearTimeout(this.#saving);
    await this.#runs.close();
    this.#spool.close();
  }

  #take(events: readonly LogEvent[]): boolean {
    if (this.#isClosed) return false;
    try {
      this.#spool.append(events);
    } catch {
      return false;
    }
    this.#saving ??= setTimeout(() => this.#save(), SAVE_AFTER_MS);
    this.#holdUp();
    this.#onNews();
    return true;
  }

  /** Where the place cannot be saved now, the one before holds: what came since is read again after a restart. */
  #save(): void {
    this.#saving = undefined;
    try {
      this.#spool.save();
    } catch {
      this.#saving = setTimeout(() => this.#save(), SAVE_AFTER_MS * 20);
    }
  }

  #holdUp(): void {
    if (this.#delivery.waiting > MOST_WAITING) this.#runs.pause();
    else this.#runs.resume();
  }
}
