import type { Desk } from '../desk.ts';
import type { TicketAccess } from '../ticket-access.ts';
import { tell } from './relation-handlers.ts';
import { sayingTarget } from './saying.ts';
import { ticketCommands } from './ticket-commands.ts';
import { addToTimeline, readTimeline } from './timeline.ts';

export const ticketAccess = (desk: Desk): TicketAccess => ({
  change: ticketCommands(desk).change,
  timeline: (ticketId) => readTimeline(desk.records, ticketId),
  sayingTarget,
  tell,
  addToTimeline,
});
