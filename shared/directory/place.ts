import type { StoredRecord } from '../base/record.ts';
import type { Span } from '../calendar/calendar.ts';

export interface OrganisationContent {
  readonly name: string;
  /** Number or name of the contract that they are supported under. */
  readonly contractRef: string | null;
  readonly note: string;
  readonly active: boolean;
}

/** Somebody's employer, a customer, a supplier. `organisation:<ULID>`. */
export interface Organisation extends StoredRecord, OrganisationContent {
  readonly type: 'organisation';
  readonly schema: 1;
  readonly revision: number;
}

/** Seven days, Sunday first. */
export type OwnHours = readonly (readonly Span[])[];

export interface SiteContent {
  readonly name: string;
  readonly organisationId: string | null;
  readonly address: string;
  /** IANA name. */
  readonly zone: string;
  /** Opens as this business calendar says, by the clock of `zone`; null where it has hours of its own, or none are known. */
  readonly calendarId: string | null;
  readonly hours: OwnHours | null;
  /** How to get in: badge, parking, who opens. */
  readonly accessNote: string;
  /** People to ask there, the first one first. */
  readonly contactIds: readonly string[];
  readonly active: boolean;
}

/** Where somebody works and equipment stands. `site:<ULID>`. */
export interface Site extends StoredRecord, SiteContent {
  readonly type: 'site';
  readonly schema: 1;
  readonly revision: number;
}
