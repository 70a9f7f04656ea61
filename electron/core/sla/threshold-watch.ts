/** Notices that a clock reaches 50, 75, 90 or 100 % of its target: once on whatever device, in business hours, by a timer set for the next one. */
import { createHash } from 'node:crypto';
import { succeed } from '#shared/base/result.ts';
import type { Notice } from '#shared/contract/notice.ts';
import type { OpenRun } from '#shared/sla/due.ts';
import {
  thresholdId,
  thresholdMoments,
  thresholdPercents,
  type ThresholdMoment,
  type ThresholdRecord,
} from '#shared/sla/thresholds.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import type { Desk } from '../desk.ts';
import type { Unit } from '../unit.ts';
import type { DueIndex } from './due-index.ts';

type ThresholdNotice = Extract<Notice, { name: 'sla.threshold' }>;

/** Runs `work` once after `ms`; returns what calls it off. */
export type After = (ms: number, work: () => void) => () => void;

export const timer: After = (ms, work) => {
  const handle = setTimeout(work, ms).unref();
  return () => clearTimeout(handle);
};

/**
 * Timers stand still while a laptop sleeps, and clocks are set. So nobody waits longer than this for what came due meanwhile.
 */
const LONGEST_WAIT_MS = 60_000;
const PER_COMMIT = 50;
/** Thresholds named in one notice. */
const MAX_NAMED = 50;

interface Crossing {
  readonly ticketId: string;
  readonly run: OpenRun['run'];
  /** The highest that was reached, and those below it that nobody was told of. */
  readonly highest: ThresholdMoment;
  readonly alsoPassed: ThresholdRecord['alsoPassed'];
}

const hash = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 40);

export class ThresholdWatch {
  readonly #desk: Desk;
  readonly #index: DueIndex;
  readonly #notify: (notice: Notice) => void;
  readonly #after: After;
  readonly #mayAct: () => boolean;
  /** When to look at a ticket again. */
  readonly #looksAt = new Map<string, number>();
  #callOff: (() => void) | undefined;
  #wakesAt = Infinity;
  /** Nobody has to be looked at earlier; exact after each round. */
  #soonest = Infinity;
  #stopped = false;
  #round: Promise<void> | undefined;

  constructor(
    desk: Desk,
    parts: {
      readonly index: DueIndex;
      readonly notify: (notice: Notice) => void;
      readonly after: After;
      readonly mayAct: () => boolean;
    },
  ) {
    this.#desk = desk;
    this.#index = parts.index;
    this.#notify = parts.notify;
    this.#after = parts.after;
    this.#mayAct = parts.mayAct;
    this.#index.onRuns((ticketId, runs, since) => this.#watch(ticketId, runs, since));
    this.#index.onSettled(() => this.#schedule());
  }

  stop(): void {
    this.#stopped = true;
    this.#callOff?.();
  }

  /** Notices everything that is due now; resolves when it is on disk. Rounds never overlap. */
  runRound(): Promise<void> {
    this.#round ??= this.#doRound().finally(() => {
      this.#round = undefined;
    });
    return this.#round;
  }

  #now(): number {
    return this.#desk.ambient.now().getTime();
  }

  #isNoticed(ticketId: string, run: OpenRun['run'], percent: ThresholdMoment['percent']): boolean {
    return this.#desk.records.has(thresholdId(ticketId, run, percent, hash));
  }

  /** Outside hours a notice waits for opening, except for P1. */
  #mayTellAt({ judge, priority }: OpenRun, at: number): number {
    if (priority === 1 || !judge) return at;
    return judge.calendar.nextOpen(at) ?? Infinity;
  }

  /** The highest threshold reached that neither it nor one above it was told of. */
  #crossing(ticketId: string, run: OpenRun['run'], since: number, now: number): Crossing | undefined {
    const { reached } = thresholdMoments(run, since, now);
    const highest = reached.at(-1);
    if (!highest) return undefined;
    const settled = thresholdPercents.some(
      (percent) => percent >= highest.percent && this.#isNoticed(ticketId, run, percent),
    );
    if (settled) return undefined;
    const alsoPassed = reached
      .slice(0, -1)
      .map(({ percent }) => percent)
      .filter((percent) => !this.#isNoticed(ticketId, run, percent));
    return { ticketId, run, highest, alsoPassed };
  }

  #watch(ticketId: string, runs: readonly OpenRun[], since: number): void {
    const now = this.#now();
    let at = Infinity;
    for (const one of runs) {
      const { next } = thresholdMoments(one.run, since, now);
      if (next) at = Math.min(at, this.#mayTellAt(one, next.at));
      if (this.#crossing(ticketId, one.run, since, now)) at = Math.min(at, this.#mayTellAt(one, now));
    }
    if (at === Infinity) this.#looksAt.delete(ticketId);
    else this.#looksAt.set(ticketId, at);
    this.#soonest = Math.min(this.#soonest, at);
    if (this.#index.isSettled) this.#schedule();
  }

  #schedule(leastWaitMs = 0): void {
    if (this.#stopped) return;
    const now = this.#now();
    const next = Math.min(this.#soonest, this.#index.rulesChangeAt ?? Infinity);
    const wait = Math.min(LONGEST_WAIT_MS, Math.max(leastWaitMs, next - now));
    if (this.#callOff && this.#wakesAt <= now + wait) return;
    this.#callOff?.();
    this.#wakesAt = now + wait;
    this.#callOff = this.#after(wait, () => void this.runRound());
  }

  async #doRound(): Promise<void> {
    const { rulesChangeAt } = this.#index;
    if (rulesChangeAt !== undefined && rulesChangeAt <= this.#now()) this.#index.rejudge();
    const crossings = this.#dueNow();
    const isWritten = await this.#writeAll(crossings);
    if (this.#stopped) return;
    const told = crossings.filter(({ ticketId, run, highest }) => this.#isNoticed(ticketId, run, highest.percent));
    for (const ticketId of new Set(told.map((crossing) => crossing.ticketId))) this.#index.refresh(ticketId);
    if (told.length > 0) this.#notify(this.#noticeOf(told));
    this.#soonest = Infinity;
    for (const at of this.#looksAt.values()) this.#soonest = Math.min(this.#soonest, at);
    this.#callOff?.();
    this.#callOff = undefined;
    // What refuses is shown on every screen; it is asked again in a while, not at once.
    this.#schedule(isWritten ? 0 : LONGEST_WAIT_MS);
  }

  /** False if the disk refused, or would, or the clock is in doubt. */
  async #writeAll(crossings: readonly Crossing[]): Promise<boolean> {
    if (crossings.length > 0 && (this.#desk.status.state !== 'ok' || !this.#mayAct())) return false;
    for (let from = 0; from < crossings.length && !this.#stopped; from += PER_COMMIT) {
      const chunk = crossings.slice(from, from + PER_COMMIT);
      const written = await this.#desk.commit(this.#desk.deviceActor, (unit) => {
        for (const crossing of chunk) this.#write(unit, crossing);
        return succeed(null);
      });
      if (!written.ok) return false;
    }
    return true;
  }

  #dueNow(): readonly Crossing[] {
    const now = this.#now();
    const crossings: Crossing[] = [];
    for (const [ticketId, at] of this.#looksAt) {
      if (at > now) continue;
      const { runs, since } = this.#index.runsOf(ticketId);
      for (const one of runs) {
        const crossing = this.#crossing(ticketId, one.run, since, now);
        if (crossing && this.#mayTellAt(one, now) <= now) crossings.push(crossing);
      }
      // What was due may have been noticed elsewhere, or have gone: look for what comes next.
      this.#watch(ticketId, runs, since);
    }
    return crossings.toSorted(
      (left, right) => right.highest.percent - left.highest.percent || left.highest.at - right.highest.at,
    );
  }

  #write(unit: Unit, { ticketId, run, highest, alsoPassed }: Crossing): void {
    const id = thresholdId(ticketId, run, highest.percent, hash);
    const record: ThresholdRecord = {
      ...unit.stamp('threshold', id),
      ticketId,
      target: run.target,
      cycle: run.cycle,
      period: run.period,
      percent: highest.percent,
      reachedAt: new Date(highest.at).toISOString(),
      alsoPassed,
    };
    unit.put(record);
    const { target, cycle, percent, reachedAt } = record;
    unit.audit({
      action: 'sla.threshold',
      object: { type: 'ticket', id: ticketId, number: unit.get<Ticket>('ticket', ticketId)?.number ?? null },
      after: { target, cycle, percent, reachedAt, alsoPassed },
    });
  }

  #noticeOf(told: readonly Crossing[]): ThresholdNotice {
    return {
      name: 'sla.threshold',
      total: told.length,
      thresholds: told
        .slice(0, MAX_NAMED)
        .map(({ ticketId, run, highest }) => ({ ticketId, target: run.target, percent: highest.percent })),
    };
  }
}
