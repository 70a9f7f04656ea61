import type { PersonRef, StoredRecord } from '../base/record.ts';
import type { Finding } from '../checks/finding.ts';
import type { HitWindow } from './window.ts';
import type { AlertLanguage, Severity, Words } from './rule.ts';

export const alertStates = ['new', 'acknowledged', 'muted', 'closed'] as const;
export type AlertState = (typeof alertStates)[number];

/** Lines of a log around the one that raised an alert. */
export interface AlertExcerpt {
  /** Of a source of several files: in which. */
  readonly file?: string;
  readonly generation: number;
  /** From 1, within that generation. */
  readonly firstLine: number;
  /** The one that raised it. */
  readonly line: number;
  /** When that was written. RFC 3339; null where neither it nor a line before it has a time. */
  readonly at: string | null;
  readonly lines: readonly string[];
}

/** A known problem, seen in a log: `alert:<ULID>`. What was counted since it was last told of stands in the scan of its source. */
export interface Alert extends StoredRecord {
  readonly type: 'alert';
  readonly schema: 1;
  readonly revision: number;
  /** Of its rule, and what it was called then. */
  readonly code: string;
  readonly name: Words;
  readonly severity: Severity;
  /** What the rule captured; empty where it counts everything together, and of an alert of many keys. */
  readonly key: string;
  /** Keys that have no alert of their own since too many others had one, oldest first, at most `MAX_MORE_KEYS`; otherwise null or none. */
  readonly moreKeys?: readonly string[] | null;
  readonly sourceId: string;
  readonly sourceName: string;
  /** Whose log it is: `ci:<ULID>`. */
  readonly assetId: string | null;
  /** By the times in the log. RFC 3339. */
  readonly firstAt: string;
  readonly lastAt: string;
  readonly count: number;
  /** How often it was told of. */
  readonly raised: number;
  readonly excerpt: AlertExcerpt;
  readonly state: AlertState;
  readonly mutedUntil: string | null;
  /** Who moved it last; null while nobody did. */
  readonly by: PersonRef | null;
  readonly ticketId: string | null;
  /** In which its ticket is written; null while it has none. */
  readonly language: AlertLanguage | null;
  /** The alert of the same problem that was over when this one was raised; null or none: there was none. */
  readonly follows?: string | null;
  /** What the diagnostic of its rule found last; null or none: it did not run. */
  readonly finding?: Finding | null;
}

/**
 * A diagnostic that is due by itself on this laptop and has not come to anything yet: `alertLook:<ULID of the alert>`. Written with what made it
 * due, gone with what it found.
 */
export interface AlertLook extends StoredRecord {
  readonly type: 'alertLook';
  readonly schema: 1;
  readonly alertId: string;
  /** Of the rule. */
  readonly code: string;
  /** `resumed`: begun once more after the console quit; `missed`: it is not run by itself any more. */
  readonly state: 'due' | 'resumed' | 'missed';
}

export const lookIdOf = (alertId: string): string => alertId.replace('alert:', 'alertLook:');

/** A ticket that a rule makes by itself and that there is not yet: `alertTicketDue:<ULID of the alert>`. Written with the alert, gone with the ticket. */
export interface AlertTicketDue extends StoredRecord {
  readonly type: 'alertTicketDue';
  readonly schema: 1;
  readonly alertId: string;
}

export const ticketDueIdOf = (alertId: string): string => alertId.replace('alert:', 'alertTicketDue:');

/** Days after which an alert that is over is deleted; null: never. What lists show of them, 30 days, is the least. */
export const keepTerms = [30, 90, 180, 365, 730, null] as const;

export interface AlertSettings {
  readonly keepClosedDays: (typeof keepTerms)[number];
}

/** What of a problem comes back each year is seen to do so. */
export const usualAlertSettings: AlertSettings = { keepClosedDays: 365 };

export const ALERT_SETTINGS_ID = 'alertSettings:desk';

/** What a desk makes of its alerts. */
export interface AlertSettingsRecord extends StoredRecord, AlertSettings {
  readonly type: 'alertSettings';
  readonly schema: 1;
  readonly revision: number;
}

/** How far the rules have read a source: `logScan:<ULID of the source>`. Stays on this laptop, as the source does. */
export interface LogScan extends StoredRecord {
  readonly type: 'logScan';
  readonly schema: 1;
  readonly generation: number;
  /** The next line to look at, from 1. */
  readonly nextLine: number;
  /** By which that place is known again once its file is read anew, a hash; null or none: by nothing. */
  readonly mark?: string | null;
  /** The same for the files of a source of several, by name; the one that was read last comes last. */
  readonly files?: Readonly<Record<string, Pick<LogScan, 'generation' | 'nextLine' | 'mark'>>>;
  readonly windows: readonly ScanWindow[];
}

/** What is counted of one rule and key. */
export interface ScanWindow extends HitWindow {
  readonly code: string;
  readonly key: string;
  /** Hits that no alert counts yet, and the times of the first and the last of them. RFC 3339. */
  readonly waiting: number;
  readonly firstAt: string;
  readonly lastAt: string;
}

export const scanIdOf = (sourceId: string): string => `logScan:${sourceId.slice(sourceId.indexOf(':') + 1)}`;
