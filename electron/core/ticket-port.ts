/** What other features of core ask of tickets that only `core/tickets` can answer; `open-features.ts` passes it in. What they stage themselves: `ticket-door.ts`. */
import type { PersonRef } from '#shared/base/record.ts';
import type { Failure, Result } from '#shared/base/result.ts';
import type { LinkedTicket } from '#shared/links/operations.ts';
import type { PriorityMatrix } from '#shared/priority/matrix.ts';
import type { ChildrenChoice } from '#shared/tickets/children.ts';
import type { TicketDetail } from '#shared/tickets/operations.ts';
import type { ResolutionCode, Ticket, TimelineEntry } from '#shared/tickets/ticket.ts';
import type { Delivery } from '#shared/tickets/timeline-event.ts';
import type { SessionContext } from './dispatch.ts';
import type { Unit } from './unit.ts';

/** What a ticket is resolved with. */
export interface TicketResolution {
  /** Null where that is not known, which `ticket.fields-missing` refuses. */
  readonly code: ResolutionCode | null;
  readonly text: string;
  readonly articleId: string | null;
  readonly noArticleReason: string | null;
}

export interface TicketPort {
  /** Runs `plan` on the ticket in one commit and answers with the ticket whose id it gives. `at` is when it happens, RFC 3339. */
  change(
    ticketId: string,
    context: SessionContext,
    plan: (ticket: Ticket, unit: Unit, at: string) => Result<string>,
  ): Promise<Result<TicketDetail>>;
  /** The ticket as `tickets.get` answers it. */
  detail(ticketId: string, context: SessionContext): Result<TicketDetail>;
  /** What a list shows of a ticket; undefined if there is none. */
  rowOf(ticketId: string): LinkedTicket | undefined;
  /** What impact and urgency mean on this desk now. */
  matrix(): PriorityMatrix;
  /** What happened on a ticket, oldest first. */
  timelineOf(ticketId: string): readonly TimelineEntry[];
  /** Stages what the requester is told, if anything, and the resolution; refused by the rules of resolving one ticket. */
  resolve(
    unit: Unit,
    ticketId: string,
    resolution: { readonly code: ResolutionCode; readonly text: string; readonly noArticleReason: string },
    comment: { readonly text: string; readonly delivery: Delivery } | null,
    correlation: string,
  ): Result<Ticket>;
  /** Ids of the open tickets below this one, at any depth, nearest first. */
  openBelow(ticketId: string): readonly string[];
  /** Stages what becomes of the open tickets below one that `unit` resolves; `resolution` is that of the one above. */
  settleChildren(
    unit: Unit,
    ticketId: string,
    choice: ChildrenChoice | null,
    resolution: TicketResolution,
  ): Result<null>;
  /** Why a ticket cannot be resolved now; null if it can. */
  whyNotResolved(ticketId: string, by: PersonRef): Failure | null;
}
