import type { Ticket } from './ticket.ts';
import type { TicketRelation, TimelineEvent } from './timeline-event.ts';

/** What the timeline of one ticket says about its relation to another. */
export const linkTo = ({ id, number }: Pick<Ticket, 'id' | 'number'>, relation: TicketRelation): TimelineEvent => ({
  kind: 'link',
  relation,
  ticketId: id,
  number,
});
