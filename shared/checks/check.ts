import type { PersonRef, StoredRecord } from '../base/record.ts';
import type { Level } from '../tickets/ticket.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { Finding, Meaning, Outcome } from './finding.ts';
import type { DaySummary } from './history.ts';
import type { Limits } from './limits.ts';
import type { OwnRoot } from './roots.ts';

/** What a check looks after: a site, an asset, or neither. */
export interface Subject {
  readonly siteId: string | null;
  readonly assetId: string | null;
}

/** Every day, `HH:MM` on the wall clock of the desk; over midnight where `to` is not after `from`. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

/** RFC 3339. Nothing is looked at from `from` until before `to`. */
export interface Maintenance {
  readonly from: string;
  readonly to: string;
}

/** All that a person writes about a check. */
export interface CheckContent {
  readonly title: string;
  readonly subject: Subject;
  readonly diagnostic: Diagnostic;
  /** Null: those that ship (`gauges`). */
  readonly limits: Limits | null;
  readonly everyMinutes: number;
  /** So many failures one after another before anybody is told, and so many good ones before it counts as recovered. */
  readonly inARow: number;
  /** It is still looked at, and nobody is told before they end. */
  readonly quiet: QuietHours | null;
  readonly maintenance: Maintenance | null;
  /** Of the ticket that one key makes of it. */
  readonly ticket: { readonly category: string | null; readonly impact: Level; readonly urgency: Level };
}

/** A diagnostic that is run again and again. Where it runs is said on each laptop for itself (`CheckStanding`). */
export interface Check extends StoredRecord, CheckContent {
  readonly type: 'check';
  readonly schema: 1;
  readonly revision: number;
}

export const contentOf = (check: CheckContent): CheckContent => ({
  title: check.title,
  subject: check.subject,
  diagnostic: check.diagnostic,
  limits: check.limits,
  everyMinutes: check.everyMinutes,
  inARow: check.inARow,
  quiet: check.quiet,
  maintenance: check.maintenance,
  ticket: check.ticket,
});

/** One run, as little of it as a strip needs. */
export interface PastResult {
  readonly at: string;
  readonly outcome: Outcome;
  readonly meaning: Meaning;
  /** The figure that its limits are set on. */
  readonly value: number | null;
}

/** It failed so often that somebody has to know. */
export interface Alert {
  readonly since: string;
  /** When people were told; null while quiet hours keep it from them. */
  readonly toldAt: string | null;
}

/** What is not wrong yet and will be: people were told of it once. */
export interface Warned {
  readonly meaning: Meaning;
  readonly at: string;
}

/** Who let a check run on this laptop, and what exactly: one that asks for something else since waits for them again. */
export interface RunsHere {
  readonly by: PersonRef;
  readonly at: string;
  /** `what` of the check then. */
  readonly what: string;
}

/** What this laptop knows of a check. Never leaves it: another one sees the same thing from elsewhere. */
export interface CheckStanding extends StoredRecord {
  readonly type: 'checkStanding';
  readonly schema: 1;
  readonly checkId: string;
  readonly runsHere: RunsHere | null;
  /** Null before the first run. */
  readonly last: Finding | null;
  /** What it found the last time before that when it was fine. Null or none: it never was. */
  readonly lastGood?: Finding | null;
  readonly failedInARow: number;
  readonly goodInARow: number;
  readonly alert: Alert | null;
  /** Null or none: nothing was foreseen. */
  readonly warned?: Warned | null;
  /** When its last alert was over: failures before that do not count towards another one. Null or none: it had none. */
  readonly recoveredAt?: string | null;
  /** The ticket that was made of it; what happens next is said there while it is open. */
  readonly ticketId: string | null;
  /** Not before this instant; null: as soon as there is room. */
  readonly nextAt: string | null;
  /** Oldest first. */
  readonly results: readonly PastResult[];
  /** Oldest first. */
  readonly days: readonly DaySummary[];
}

/** What is known of a check that has not run yet. */
export const nothingKnown = {
  runsHere: null,
  last: null,
  lastGood: null,
  failedInARow: 0,
  goodInARow: 0,
  alert: null,
  warned: null,
  recoveredAt: null,
  ticketId: null,
  nextAt: null,
  results: [],
  days: [],
} as const satisfies Partial<CheckStanding>;

export const standingId = (checkId: string): string => checkId.replace('check:', 'checkStanding:');

/** What a person lets run: with another target or other settings it is another thing. */
export const whatRuns = ({ diagnostic }: Pick<CheckContent, 'diagnostic'>): string => JSON.stringify(diagnostic);

/** What this laptop runs diagnostics with. Never leaves it. */
export interface CheckSettings extends StoredRecord {
  readonly type: 'checkSettings';
  readonly schema: 1;
  /** `http://host:port`; empty for none. */
  readonly proxy: string;
  /** None: no administrator added one. */
  readonly roots?: readonly OwnRoot[];
}

export const SETTINGS_ID = 'checkSettings:laptop';
