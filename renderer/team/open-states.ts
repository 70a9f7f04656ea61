import { isOpen } from '#shared/tickets/actions.ts';
import { ticketStates, type TicketState } from '#shared/tickets/ticket.ts';

/** As the filters behind the figures name them. */
export const openStates: TicketState[] = ticketStates.filter(isOpen);
