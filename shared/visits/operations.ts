import * as z from 'zod';
import type { PersonRef } from '../base/record.ts';
import { command, query } from '../contract/operation.ts';
import { siteId } from '../directory/schema.ts';
import type { PackSummary, VisitPack } from './pack.ts';
import { MAX_VISIT_NOTE, type VisitPin, type VisitPlan } from './visit-pin.ts';

const ticketId = z.string().regex(/^ticket:[0-9A-HJKMNP-TV-Z]{26}$/u);

/** A pinned site in a line. `pack` null: the site itself is not on this device any more. */
export interface PinnedVisit extends VisitPlan {
  readonly siteId: string;
  readonly site: string;
  readonly pack: PackSummary | null;
}

export interface PackOfSite {
  readonly pack: VisitPack;
  /** That of the person who asks; null while they have not pinned it. */
  readonly pin: VisitPin | null;
  /** Who else has. */
  readonly alsoPinnedBy: readonly PersonRef[];
}

/** The site that a ticket is from. */
export interface TicketSite {
  readonly id: string;
  readonly name: string;
  readonly isPinned: boolean;
}

export const visitOperations = {
  /** The pins of the person who asks: the next day first, those without a day last. */
  'visits.mine': query('directory.read', z.strictObject({})).returns<readonly PinnedVisit[]>(),
  /** The pack as it is now, pinned or not. `anew`: every file is looked for again. */
  'visits.pack': query('directory.read', z.strictObject({ siteId, anew: z.boolean() })).returns<PackOfSite>(),
  /** Where its requester works, else where what it is about stands; null where neither is known. */
  'visits.siteOf': query('tickets.read', z.strictObject({ ticketId })).returns<TicketSite | null>(),
  /** Pins a site for the person who asks, or changes what they said of the visit. `seen`: the revision that they saw, `record.stale` otherwise. */
  'visits.pin': command(
    'tickets.work',
    z.strictObject({
      siteId,
      seen: z.int().min(1).nullable(),
      plannedOn: z.iso.date().nullable(),
      note: z.string().trim().max(MAX_VISIT_NOTE),
    }),
  ).returns<VisitPin>(),
  /** `record.not-found` where they have not pinned it. */
  'visits.unpin': command('tickets.work', z.strictObject({ siteId })).returns<null>(),
};
