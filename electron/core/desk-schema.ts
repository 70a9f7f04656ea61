import type { AuditRules } from '#shared/audit/changed-fields.ts';
import { ticketProjection } from '#shared/tickets/row.ts';
import type { StoreSchema } from './storage/store.ts';

/** What both threads of the store know of this product's records. A change of a stored shape adds a migration here. */
export const deskSchema: StoreSchema = {
  version: 1,
  migrations: [],
  projections: [ticketProjection],
};

/** How each kind of record appears in the audit trail. */
export const auditRules: Readonly<Record<string, AuditRules>> = {
  ticket: { personal: ['requester'], texts: ['description', 'text'] },
  entry: { personal: [], texts: ['text'] },
  user: { personal: [], texts: [] },
};
