import { uptime as machineUptime } from 'node:os';
import type { AuditEntry } from '#shared/audit/entry.ts';
import type { StoredRecord } from '#shared/base/record.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import type { Notice } from '#shared/contract/notice.ts';
import { clockDoubt, isStillShown, type ClockDoubt } from '#shared/tickets/clock-doubt.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers } from '../dispatch.ts';
import { actorOf, type Actor } from '../session.ts';

/** The time that was last believed; stays on this laptop. */
interface TrustedClock extends StoredRecord {
  readonly type: 'trustedClock';
  readonly at: string;
}

const ID = 'trustedClock:here';
/** How far the stored time may lag: one small commit a day. */
const STORE_EVERY_MS = 24 * 3_600_000;

export interface ClockWatchOptions {
  readonly notify: (notice: Notice) => void;
  /** Ms since the machine started, sleep included: a laptop that slept over the weekend did not have its clock set. */
  readonly uptime?: () => number;
}

/**
 * Whether rules that act by themselves may go by the wall clock. A doubt is told to every screen and written to the trail; it ends when the
 * clock can be believed again, or when a person says that it is right. It outlives a restart.
 */
export class ClockWatch {
  readonly #desk: Desk;
  readonly #notify: (notice: Notice) => void;
  readonly #uptime: () => number;
  #knownAt: number | undefined;
  /** When the clock was first believed in this run, by both clocks. */
  #anchor: { readonly now: number; readonly uptime: number } | undefined;
  #doubt: ClockDoubt | null = null;
  /** Resolves when it is known what was believed before. */
  readonly ready: Promise<void>;

  constructor(desk: Desk, { notify, uptime = () => machineUptime() * 1000 }: ClockWatchOptions) {
    this.#desk = desk;
    this.#notify = notify;
    this.#uptime = uptime;
    const stored = desk.records.get<TrustedClock>('trustedClock', ID);
    if (stored) this.#knownAt = Date.parse(stored.at);
    // The head as it is now: what follows is written by the clock in question.
    this.ready = stored ? Promise.resolve() : this.#askTrail(desk.auditHead.seq);
  }

  get doubt(): ClockDoubt | null {
    return this.#doubt;
  }

  /** Looks at the clock, and says what became of it if that is news. */
  isTrusted(): boolean {
    if (this.#knownAt === undefined) return false;
    const now = this.#now();
    const uptime = this.#uptime();
    const expectedAt = this.#anchor ? this.#anchor.now + (uptime - this.#anchor.uptime) : null;
    const doubt = clockDoubt({ now, knownAt: this.#knownAt, expectedAt });
    if (doubt && !this.#doubt) this.#become(doubt, this.#desk.deviceActor);
    else if (!doubt && this.#doubt) this.#become(null, this.#desk.deviceActor);
    if (doubt) return false;
    this.#anchor ??= { now, uptime };
    if (now - this.#knownAt >= STORE_EVERY_MS) void this.#believe(now);
    return true;
  }

  /** A person says that the clock is right; `shownAt` is what they saw it say. */
  async confirm(actor: Actor, shownAt: string): Promise<Result<null>> {
    const now = this.#now();
    if (!isStillShown(Date.parse(shownAt), now))
      return refuse('record.stale', 'the clock was set again meanwhile', { shownAt, now: new Date(now).toISOString() });
    if (!this.#doubt) return succeed(null);
    const stored = await this.#believe(now, actor);
    if (!stored.ok) return stored;
    this.#anchor = { now, uptime: this.#uptime() };
    this.#doubt = null;
    this.#notify({ name: 'clock.changed', doubt: null });
    return stored;
  }

  handlers(): FeatureHandlers<'tickets.clock' | 'tickets.trustClock'> {
    return {
      'tickets.clock': () => succeed(this.#doubt),
      'tickets.trustClock': ({ shownAt }, { session }) => this.confirm(actorOf(session), shownAt),
    };
  }

  #now(): number {
    return this.#desk.ambient.now().getTime();
  }

  /** A desk of an earlier version, or a new one: the newest entry of the trail says when somebody was here last. */
  async #askTrail(head: number): Promise<void> {
    const [line] = head === 0 ? [] : await this.#desk.readAudit(head, head).catch(() => []);
    this.#knownAt = line === undefined ? this.#now() : Date.parse((JSON.parse(line) as AuditEntry).at);
  }

  #become(doubt: ClockDoubt | null, actor: Actor): void {
    const before = this.#doubt;
    this.#doubt = doubt;
    this.#notify({ name: 'clock.changed', doubt });
    void this.#desk.commit(actor, (unit) => {
      unit.audit({
        action: doubt ? 'clock.doubt' : 'clock.settle',
        object: null,
        before: before && { ...before },
        after: doubt && { ...doubt },
      });
      return succeed(null);
    });
  }

  /** Stores what is believed from now on; with a person's word for it, the trail names them. */
  #believe(now: number, actor?: Actor): Promise<Result<null>> {
    this.#knownAt = now;
    return this.#desk.commit(actor ?? this.#desk.deviceActor, (unit) => {
      const record: TrustedClock = { ...unit.stamp('trustedClock', ID), at: new Date(now).toISOString() };
      unit.putLocal(record);
      if (actor)
        unit.audit({
          action: 'clock.confirm',
          object: null,
          before: this.#doubt && { ...this.#doubt },
          after: { at: record.at },
        });
      return succeed(null);
    });
  }
}
