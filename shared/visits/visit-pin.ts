/** What somebody takes along to a site: who pinned it, and what belongs to the pack and why. Pure; files and records are read elsewhere. */
import type { PersonRef, StoredRecord } from '../base/record.ts';

export const MAX_VISIT_NOTE = 2_000;

/** What a person says of a visit. */
export interface VisitPlan {
  /** `YYYY-MM-DD`; null while no day is set. */
  readonly plannedOn: string | null;
  readonly note: string;
}

/**
 * Somebody is going to a site: while it stands, its pack is kept current on this device. One for each person and site, whatever console they
 * pin it on, so the id is made of both: `visitPin:<site ULID>:<user ULID>`.
 */
export interface VisitPin extends StoredRecord, VisitPlan {
  readonly type: 'visitPin';
  readonly schema: 1;
  readonly revision: number;
  readonly siteId: string;
  readonly by: PersonRef;
}

const ulidOf = (id: string): string => id.slice(id.indexOf(':') + 1);

/** All pins of a site, whoever's they are. */
export const visitPinPrefix = (siteId: string): string => `visitPin:${ulidOf(siteId)}:`;

export const visitPinId = (siteId: string, userId: string): string => visitPinPrefix(siteId) + ulidOf(userId);
