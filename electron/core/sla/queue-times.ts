import type { Timekeeping } from '#shared/calendar/timekeeping.ts';
import type { QueueDue } from '#shared/sla/due.ts';
import type { DueFilter } from '#shared/queue/operations.ts';
import type { Desk } from '../desk.ts';
import type { DueIndex, DueListener } from './due-index.ts';

/** Answers what a list of tickets asks about time. */
export class QueueTimes {
  readonly #desk: Desk;
  readonly #index: DueIndex;

  constructor(desk: Desk, index: DueIndex) {
    this.#desk = desk;
    this.#index = index;
  }

  /** Brings what changed last up to date, so that an answer is not behind the commit before it. */
  settle(): void {
    this.#index.settle();
  }

  onDue(listener: DueListener): void {
    this.#index.onDue(listener);
  }

  dueOf(ticketId: string): QueueDue | null {
    return this.#index.dueOf(ticketId);
  }

  feedbackOf(ticketId: string): QueueDue | null {
    return this.#index.feedbackOf(ticketId);
  }

  awaitsFeedback(ticketId: string): boolean {
    return this.#index.awaitsFeedback(ticketId);
  }

  get awaitingFeedback(): number {
    return this.#index.awaitingFeedback;
  }

  second(): number {
    return Math.floor(this.#desk.ambient.now().getTime() / 1000);
  }

  minute(): number {
    return Math.floor(this.second() / 60);
  }

  /**
   * Whether a ticket that falls due at `dueAt` passes, as of now; NaN never does. What is due within a time is measured in the clock's own time, and includes
   * what is overdue.
   */
  test(filter: DueFilter, idOf: (slot: number) => string): (dueAt: number, slot: number) => boolean {
    const now = this.second() * 1000;
    if (filter === 'breached') return (dueAt) => dueAt < now;
    if (filter === 'today') {
      const end = new Date(now).setHours(23, 59, 59, 999);
      return (dueAt) => dueAt >= now && dueAt <= end;
    }
    const seconds = filter.withinMinutes * 60;
    const limits = new Map<Timekeeping, number>();
    for (const timekeeping of this.#index.timekeepings)
      limits.set(timekeeping, timekeeping.reach(now, seconds) ?? Infinity);
    // No calendar is faster than the wall clock: only between the first limit and the last does it matter which one counts.
    const earliest = now + seconds * 1000;
    const latest = Math.max(earliest, ...limits.values());
    return (dueAt, slot) => {
      if (dueAt <= earliest) return true;
      if (!(dueAt <= latest)) return false;
      const leading = this.#index.leadingOf(idOf(slot));
      return leading !== undefined && dueAt <= (limits.get(leading.run.timekeeping) ?? earliest);
    };
  }
}
