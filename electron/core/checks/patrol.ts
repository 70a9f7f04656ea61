import type { CheckNews } from '#shared/checks/after-run.ts';
import type { Check } from '#shared/checks/check.ts';
import type { Finding } from '#shared/checks/finding.ts';
import { isDue } from '#shared/checks/rhythm.ts';
import { inMaintenance, runsHere } from '#shared/checks/states.ts';
import type { Begin } from '../first-list.ts';
import type { CheckBook } from './check-book.ts';

/** More at once would be felt in what people do meanwhile. */
const AT_ONCE = 4;
/** After a sleep the network needs a moment: names, VPN and Wi-Fi come one by one. */
const WAKE_REST_MS = 30_000;
/** A look that comes so late was held up by a sleep, or the clock was set. */
const SLEPT_MS = 60_000;
/** A laptop that is very busy may take so much longer. */
const SLACK_MS = 15_000;
/** How finely an interval of a minute or more is kept. */
const LOOK_EVERY_MS = 10_000;

interface PatrolDoors {
  /** ms since 1970. */
  readonly now: () => number;
  /** Null where it was stopped. Ends by itself within `mostMs`. */
  readonly run: (check: Check, stop: AbortSignal) => Promise<Finding | null>;
  readonly note: (check: Check, finding: Finding) => Promise<CheckNews | null>;
  readonly told: (check: Check, news: CheckNews) => void;
  /** Whether what is found could be noted. */
  readonly mayNote: () => boolean;
  readonly log: (line: string) => void;
  /** What a run may take; one that took more by the clock slept meanwhile. */
  readonly mostMs: number;
}

/**
 * Runs checks that are due, each at most once at a time and at most four of them together; what has no room waits, and never twice. Only what
 * somebody let run on this laptop does.
 */
export class Patrol {
  readonly #book: CheckBook;
  readonly #doors: PatrolDoors;
  readonly #running = new Map<string, { readonly stop: AbortController; readonly done: Promise<void> }>();
  /** Revisions of checks that ended in a bug: they wait for another one, and keep nobody from their turn. */
  readonly #broken = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;
  #tickedAt: number | undefined;
  #restUntil = Number.NEGATIVE_INFINITY;
  #isStopped = false;

  constructor(book: CheckBook, doors: PatrolDoors) {
    this.#book = book;
    this.#doors = doors;
  }

  /** Looks by itself from now on, first when nobody waits for anything else. */
  start(begin: Begin): void {
    this.#timer = setInterval(() => this.tick(), LOOK_EVERY_MS).unref();
    begin(() => this.look());
  }

  stop(): void {
    this.#isStopped = true;
    clearInterval(this.#timer);
    for (const { stop } of this.#running.values()) stop.abort();
  }

  isRunning(checkId: string): boolean {
    return this.#running.has(checkId);
  }

  /** What the clock calls: one that comes late gives the network time to come back, and then what fell due runs once. */
  tick(): void {
    const now = this.#doors.now();
    const gap = now - (this.#tickedAt ?? now);
    this.#tickedAt = now;
    if (gap > SLEPT_MS) this.#restUntil = now + WAKE_REST_MS;
    // A clock that was set back holds nothing up.
    if (gap < 0) this.#restUntil = Number.NEGATIVE_INFINITY;
    this.look();
  }

  /** Begins what is due and has room. */
  look(): void {
    if (this.#isStopped || !this.#doors.mayNote() || this.#doors.now() < this.#restUntil) return;
    for (const check of this.#due()) {
      if (this.#running.size >= AT_ONCE) return;
      void this.#begin(check);
    }
  }

  /** Runs a check out of turn, or waits for the run that goes on. */
  async runNow(check: Check): Promise<void> {
    await (this.#running.get(check.id)?.done ?? this.#begin(check));
  }

  /** Resolves when nothing runs and nothing is due. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all([...this.#running.values()].map(({ done }) => done));
  }

  #due(): readonly Check[] {
    const now = this.#doors.now();
    return this.#book
      .checks()
      .flatMap((check) => {
        const standing = this.#book.standing(check.id);
        if (!standing || this.#running.has(check.id) || this.#broken.get(check.id) === check.revision) return [];
        if (!runsHere(check, standing) || inMaintenance(check, now)) return [];
        return isDue(check, standing.nextAt, now) ? [{ check, nextAt: standing.nextAt ?? '' }] : [];
      })
      .toSorted((left, right) => (left.nextAt < right.nextAt ? -1 : left.nextAt > right.nextAt ? 1 : 0))
      .map(({ check }) => check);
  }

  #begin(check: Check): Promise<void> {
    const stop = new AbortController();
    const done = this.#run(check, stop.signal).finally(() => {
      this.#running.delete(check.id);
      this.look();
    });
    this.#running.set(check.id, { stop, done });
    return done;
  }

  async #run(check: Check, stop: AbortSignal): Promise<void> {
    try {
      const began = this.#doors.now();
      const finding = await this.#doors.run(check, stop);
      if (!finding || stop.aborted) return;
      const now = this.#doors.now();
      if (now - began > this.#doors.mostMs + SLACK_MS) {
        // It fell asleep over its question: what it found is about the sleep. It is due still.
        this.#restUntil = now + WAKE_REST_MS;
        return;
      }
      const news = await this.#doors.note(check, finding);
      if (news !== null) this.#doors.told(check, news);
    } catch (error) {
      this.#broken.set(check.id, check.revision);
      this.#doors.log(`check ${check.id} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
  }
}
