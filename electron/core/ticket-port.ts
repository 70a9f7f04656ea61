/** What other features of core may ask of tickets; `app.ts` passes it in. */
import type { PersonRef } from '#shared/base/record.ts';
import type { Failure, Result } from '#shared/base/result.ts';
import type { LinkedTicket } from '#shared/links/operations.ts';
import type { PriorityMatrix } from '#shared/priority/matrix.ts';
import type { ResolutionCode, Ticket, TimelineEntry } from '#shared/tickets/ticket.ts';
import type { Delivery, TimelineEvent } from '#shared/tickets/timeline-event.ts';
import type { Unit } from './unit.ts';

export interface TicketPort {
  /** What a list shows of a ticket; undefined if there is none. */
  rowOf(ticketId: string): LinkedTicket | undefined;
  /** What impact and urgency mean on this desk now. */
  matrix(): PriorityMatrix;
  timelineOf(ticketId: string): readonly TimelineEntry[];
  /** Stages events on the timeline of a ticket that nothing else of it changes by, each with an audit entry. Returns it as staged. */
  tell(unit: Unit, ticket: Ticket, events: readonly TimelineEvent[], action: string, correlation?: string): Ticket;
  /** Stages what the requester is told, if anything, and the resolution; refused by the rules of resolving one ticket. */
  resolve(
    unit: Unit,
    ticketId: string,
    resolution: { readonly code: ResolutionCode; readonly text: string; readonly noArticleReason: string },
    comment: { readonly text: string; readonly delivery: Delivery } | null,
    correlation: string,
  ): Result<Ticket>;
  /** Why a ticket cannot be resolved now; null if it can. */
  whyNotResolved(ticketId: string, by: PersonRef): Failure | null;
}
