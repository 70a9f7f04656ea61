import type { Severity, Words } from '../alerts/rule.ts';
import type { ImportProgress } from '../imports/operations.ts';
import type { CheckProgress } from '../checks/operations.ts';
import type { CheckNews } from '../checks/after-run.ts';
import type { Silence } from '../checks/finding.ts';
import type { ReadingProgress } from '../documents/operations.ts';
import type { LogNotice } from '../logs/notices.ts';
import type { AppStatus } from '../accounts/operations.ts';
import type { SlaTarget } from '../sla/runs.ts';
import type { ThresholdPercent } from '../sla/thresholds.ts';
import type { StoreStatus } from '../storage/status.ts';
import type { ClockDoubt } from '../tickets/clock-doubt.ts';

/** What the core pushes without being asked: names of what changed, never the data itself. */
export type Notice =
  /** The console was set up, locked, unlocked, or its role changed: ask nothing on the old footing. */
  | { readonly name: 'status.changed'; readonly status: AppStatus }
  /** Tickets or their timelines changed on disk; ids `ticket:<ULID>`. `all` after an import or its undo. */
  | { readonly name: 'tickets.changed'; readonly ids: readonly string[]; readonly all: boolean }
  /** The full text of so many tickets can be searched by now; at most once a second, and when it is all of them. */
  | { readonly name: 'search.read'; readonly done: number; readonly total: number }
  /** Problems or their timelines changed on disk; ids `problem:<ULID>`. */
  | { readonly name: 'problems.changed'; readonly ids: readonly string[] }
  /** Articles, their versions or what was said of them changed on disk. */
  | { readonly name: 'articles.changed' }
  /** Assets, what happened to them or the list of their classes changed on disk; ids `ci:<ULID>`. `all` after an import or its undo. */
  | { readonly name: 'assets.changed'; readonly ids: readonly string[]; readonly all: boolean }
  /** People, organisations, sites or rotas changed on disk. */
  | { readonly name: 'directory.changed' }
  /** Alerts of logs changed on disk, or rules that raise them. */
  | { readonly name: 'alerts.changed' }
  /** Alerts were raised: those of a short time together, `one` where it is one alone. `severity` is the highest. `isEarlier`: by lines of earlier. */
  | {
      readonly name: 'alerts.news';
      readonly total: number;
      readonly isEarlier: boolean;
      readonly severity: Severity;
      readonly one: { readonly alertId: string; readonly title: Words; readonly sourceName: string } | null;
    }
  /** Somebody chose a notice of the system: this alert is to be shown; null: the list. */
  | { readonly name: 'alerts.show'; readonly alertId: string | null }
  /** Somebody pinned a site, or what belongs to a pinned one is other than it was. */
  | { readonly name: 'visits.changed' }
  /** What people can do, or what tickets ask for, changed on disk. */
  | { readonly name: 'qualifications.changed' }
  /** Attempts or assignments of courses changed on disk; courses themselves are articles. */
  | { readonly name: 'training.changed' }
  /** Tools, their approvals, or what runs, changed. */
  | { readonly name: 'tools.changed' }
  /** A tool that runs on a ticket wrote something, or ended; at most ten times a second, and when it ends. */
  | { readonly name: 'tools.progress'; readonly ticketId: string; readonly runId: string; readonly ended: boolean }
  | { readonly name: 'audit.appended'; readonly seq: number }
  | { readonly name: 'drafts.changed' }
  | { readonly name: 'templates.changed' }
  /** Somebody has seen what was news to them. */
  | { readonly name: 'watching.changed' }
  /** Somebody's timer was started, paused or ended. */
  | { readonly name: 'timers.changed' }
  | { readonly name: 'users.changed' }
  /** Services of the catalogue, or what the desk aims at, changed on disk. */
  | { readonly name: 'services.changed' }
  /** So many tickets have been read for the figures that somebody waits for; at most once a second, and when it is all of them. */
  | { readonly name: 'figures.reckoned'; readonly done: number; readonly total: number }
  /** Documents, their versions or what is known of their files changed on disk. */
  | { readonly name: 'documents.changed' }
  /** How far reading files of documents is; at most ten times a second, and `ended` once. */
  | { readonly name: 'documents.progress'; readonly progress: ReadingProgress; readonly ended: boolean }
  /** Checks, or what this laptop found of them, changed on disk. */
  | { readonly name: 'checks.changed' }
  /** What a diagnostic that somebody runs does now; at most ten times a second. */
  | { readonly name: 'checks.progress'; readonly progress: CheckProgress }
  /** A check fails, or does so no longer: said once each. A `Silence`: since this one, nobody who was asked is heard any more. */
  | {
      readonly name: 'checks.news';
      readonly checkId: string;
      readonly title: string;
      readonly news: CheckNews | Silence;
    }
  /** A diagnosis tree was saved, put back or taken out of use. */
  | { readonly name: 'diagnosis.changed' }
  | LogNotice
  | { readonly name: 'groups.changed' }
  | { readonly name: 'handovers.changed' }
  /** How far a bulk edit or its undo is. `jobId` is the id of the preview or of the bulk edit. */
  | { readonly name: 'bulk.progress'; readonly jobId: string; readonly done: number; readonly total: number }
  | { readonly name: 'imports.progress'; readonly progress: ImportProgress }
  /** Clocks that reached a share of their target, noticed once; the most pressing ones if there are many. `total` counts all. */
  | {
      readonly name: 'sla.threshold';
      readonly total: number;
      readonly thresholds: readonly {
        readonly ticketId: string;
        readonly target: SlaTarget;
        readonly percent: ThresholdPercent;
      }[];
    }
  /** Rules began to wait because the clock is in doubt, or go on (null). */
  | { readonly name: 'clock.changed'; readonly doubt: ClockDoubt | null }
  | { readonly name: 'storage.changed'; readonly status: StoreStatus };
