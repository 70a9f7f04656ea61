import type { Desk } from '../desk.ts';
import type { TicketAccess } from '../ticket-access.ts';
import { addToTimeline } from '../ticket-door.ts';
import { sayingTarget } from './saying.ts';
import { ticketCommands, type TicketRules } from './ticket-commands.ts';
import { tell } from './tell.ts';
import { readTimeline } from './timeline.ts';

export const ticketAccess = (desk: Desk, { matrix }: Pick<TicketRules, 'matrix'>): TicketAccess => ({
  change: ticketCommands(desk).change,
  timeline: (ticketId) => readTimeline(desk.records, ticketId),
  matrix,
  sayingTarget,
  tell: (unit, ticket, link, action) => void tell(unit, ticket, [link], action),
  addToTimeline,
});
