/**
 * Tells windows of alerts that are new: soon, and those that come within a short time together. Nothing floods anybody: after it has told of some it
 * gathers for a while. What a log says of earlier, as of a time when the console was closed or in a log that was just added, is told of together
 * once no more of it comes.
 */
import type { Alert } from '#shared/alerts/alert.ts';
import { severities } from '#shared/alerts/rule.ts';
import type { Notice } from '#shared/contract/notice.ts';
import type { Desk } from '../desk.ts';
import type { Fired } from './raise-alerts.ts';

/** Longer ago, or as far in the future, is not of now. */
const NOW_MS = 15 * 60_000;

export interface NewsTiming {
  /** From the first that is told of. */
  readonly soonMs: number;
  /** In which no more is told of. */
  readonly restMs: number;
  /** Since the last that came of earlier, and since the first at most. */
  readonly quietMs: number;
  readonly mostMs: number;
}

const usualTiming: NewsTiming = { soonMs: 1_000, restMs: 30_000, quietMs: 8_000, mostMs: 120_000 };

/** A muted or closed one is no news; one that has its ticket by itself is. */
const isNews = ({ state }: Alert): boolean => state === 'new' || state === 'acknowledged';

export class AlertNews {
  readonly #desk: Desk;
  readonly #notify: (notice: Notice) => void;
  readonly #timing: NewsTiming;
  readonly #fresh = new Set<string>();
  readonly #earlier = new Set<string>();
  #freshTimer: NodeJS.Timeout | undefined;
  #earlierTimer: NodeJS.Timeout | undefined;
  #mostTimer: NodeJS.Timeout | undefined;

  constructor(desk: Desk, notify: (notice: Notice) => void, timing = usualTiming) {
    this.#desk = desk;
    this.#notify = notify;
    this.#timing = timing;
    desk.onClosing(() => {
      for (const timer of [this.#freshTimer, this.#earlierTimer, this.#mostTimer]) clearTimeout(timer);
    });
  }

  /** Alerts were told of, and that is on the disk. One more occurrence of an open one is no news. */
  risen(fired: readonly Fired[]): void {
    for (const { alert } of fired) {
      if (alert.revision !== 1) continue;
      if (Math.abs(this.#desk.ambient.now().getTime() - Date.parse(alert.lastAt)) <= NOW_MS) this.#addFresh(alert.id);
      else this.#addEarlier(alert.id);
    }
  }

  #addFresh(alertId: string): void {
    this.#fresh.add(alertId);
    this.#freshTimer ??= setTimeout(() => this.#tellFresh(), this.#timing.soonMs).unref();
  }

  #tellFresh(): void {
    this.#freshTimer = undefined;
    if (!this.#tell(this.#fresh, false)) return;
    this.#freshTimer = setTimeout(() => this.#tellFresh(), this.#timing.restMs).unref();
  }

  #addEarlier(alertId: string): void {
    this.#earlier.add(alertId);
    clearTimeout(this.#earlierTimer);
    const { quietMs, mostMs } = this.#timing;
    this.#earlierTimer = setTimeout(() => this.#tellEarlier(), quietMs).unref();
    this.#mostTimer ??= setTimeout(() => this.#tellEarlier(), mostMs).unref();
  }

  #tellEarlier(): void {
    clearTimeout(this.#earlierTimer);
    clearTimeout(this.#mostTimer);
    this.#mostTimer = undefined;
    this.#tell(this.#earlier, true);
  }

  #tell(ids: Set<string>, isEarlier: boolean): boolean {
    const { records } = this.#desk;
    const alerts = [...ids].flatMap((id) => records.get<Alert>('alert', id) ?? []).filter(isNews);
    ids.clear();
    const [first] = alerts;
    if (!first) return false;
    const worst = severities.find((severity) => alerts.some((alert) => alert.severity === severity)) ?? first.severity;
    const one = alerts.length === 1 ? { alertId: first.id, title: first.name, sourceName: first.sourceName } : null;
    this.#notify({ name: 'alerts.news', total: alerts.length, isEarlier, severity: worst, one });
    return true;
  }
}
