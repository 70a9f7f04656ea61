import { hrefOf } from '#renderer/ui/route.ts';
import type { Behind } from '#shared/home/behind.ts';
import { viewOfFilter } from '#shared/queue/filter.ts';
import type { QueueFilter } from '#shared/queue/operations.ts';
import { isOpen } from '#shared/tickets/actions.ts';
import { ticketStates, type TicketState } from '#shared/tickets/ticket.ts';

const openStates: TicketState[] = ticketStates.filter(isOpen);

/** The queue with the tickets that a figure was made of, whatever became of them. */
export const behindHref = (behind: Behind): string => hrefOf('queue', 'view', viewOfFilter({ behind }));

/** The queue with open tickets of a filter. */
export const openHref = (filter: Partial<QueueFilter>): string =>
  hrefOf('queue', 'view', viewOfFilter({ states: openStates, ...filter }));
