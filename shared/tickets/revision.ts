import type { Ticket } from './ticket.ts';

/** How often a ticket was changed: names a version where no clock can. Tickets stored before there was a count begin at 0. */
export const revisionOf = ({ revision }: Pick<Ticket, 'revision'>): number => revision ?? 0;

/** The ticket as its next version, changed at `at` (RFC 3339). */
export const revise = (ticket: Ticket, at: string): Ticket => ({
  ...ticket,
  updatedAt: at,
  revision: revisionOf(ticket) + 1,
});
