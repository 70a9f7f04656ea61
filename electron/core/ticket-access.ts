/** What other features of core get of tickets; `core/tickets` gives it, `app.ts` passes it in. No behaviour here. */
import type { Result } from '#shared/base/result.ts';
import type { PriorityMatrix } from '#shared/priority/matrix.ts';
import type { TicketDetail } from '#shared/tickets/operations.ts';
import type { Ticket, TimelineEntry } from '#shared/tickets/ticket.ts';
import type { TimelineEvent } from '#shared/tickets/timeline-event.ts';
import type { SessionContext } from './dispatch.ts';
import type { Unit } from './unit.ts';

export interface TicketAccess {
  /** Runs `plan` on the ticket in one commit and answers with the ticket whose id it gives. `at` is when it happens, RFC 3339. */
  change(
    ticketId: string,
    context: SessionContext,
    plan: (ticket: Ticket, unit: Unit, at: string) => Result<string>,
  ): Promise<Result<TicketDetail>>;
  /** What impact and urgency mean on this desk now. */
  matrix(): PriorityMatrix;
  /** What happened on a ticket, oldest first. */
  timeline(ticketId: string): readonly TimelineEntry[];
  /** The ticket that what is said on this one goes to: another one for a merged ticket. */
  sayingTarget(ticket: Ticket, unit: Unit): Ticket;
  /** Stages what another ticket learns of this one, with its entry of the trail; nothing else of it changes. */
  tell(unit: Unit, ticket: Ticket, link: TimelineEvent, action: string): void;
  /** Stages one entry per event, in order. The commit's audit note, written after this, covers them. */
  addToTimeline(unit: Unit, ticket: Ticket, events: readonly TimelineEvent[], at: string): void;
}
