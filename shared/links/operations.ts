import * as z from 'zod';
import type { Failure } from '../base/result.ts';
import { command, query } from '../contract/operation.ts';
import { childrenChoices } from '../tickets/children.ts';
import { MAX_TEXT } from '../tickets/limits.ts';
import type { TicketRow } from '../tickets/row.ts';
import { resolutionCodes } from '../tickets/ticket.ts';
import { deliveries, type TicketRelation } from '../tickets/timeline-event.ts';

const ticketId = z.string().regex(/^ticket:[0-9A-HJKMNP-TV-Z]{26}$/);
const side = z.enum(['related', 'parent_of', 'child_of']);

/** What a list shows of a ticket that another record is tied to. */
export type LinkedTicket = Pick<
  TicketRow,
  'id' | 'number' | 'title' | 'state' | 'priority' | 'major' | 'assignee' | 'holdReason'
>;

/** A tie of a ticket. `isFixed`: it says what happened (a merge, a follow-up) and stays. */
export interface TicketLink {
  readonly relation: TicketRelation;
  readonly isFixed: boolean;
  readonly ticket: LinkedTicket;
}

/** One ticket that could be resolved with others; `refusal` says why it cannot be now. */
export interface ResolvableTicket {
  readonly ticket: LinkedTicket;
  readonly refusal: Failure | null;
  /** Open tickets below it, at any depth. */
  readonly below: readonly Pick<LinkedTicket, 'id' | 'number'>[];
}

/** What resolving several tickets at once came to. */
export interface ResolvedTogether {
  readonly resolved: readonly LinkedTicket[];
  readonly refused: readonly { readonly ticket: LinkedTicket; readonly failure: Failure }[];
}

/**
 * What each of the tickets gets that are resolved together. `comment` is told to each requester. `children`: what becomes of open tickets
 * below them that are not among them; null or absent refuses those that have any, as `ticket.children-open`.
 */
export const togetherInput = z.strictObject({
  ticketIds: z.array(ticketId).max(500),
  code: z.enum(resolutionCodes),
  text: z.string().max(MAX_TEXT).trim().min(1),
  noArticleReason: z.string().trim().min(1).max(500),
  comment: z.strictObject({ text: z.string().max(MAX_TEXT).trim().min(1), delivery: z.enum(deliveries) }).nullable(),
  children: z.enum(childrenChoices).extract(['leave']).nullable().optional(),
});
export type TogetherInput = z.output<typeof togetherInput>;

export const linkOperations = {
  /** All ties of a ticket to others, those that say what happened included. */
  'links.of': query('tickets.read', z.strictObject({ ticketId })).returns<readonly TicketLink[]>(),
  /** `side` is what the ticket is to the other: `child_of` makes `otherId` its parent. */
  'links.add': command('tickets.work', z.strictObject({ ticketId, side, otherId: ticketId })).returns<
    readonly TicketLink[]
  >(),
  'links.remove': command('tickets.work', z.strictObject({ ticketId, side, otherId: ticketId })).returns<
    readonly TicketLink[]
  >(),
  /** Open tickets below any of these, at any depth, that are not among them: what ending them asks about. */
  'links.openBelow': query('tickets.read', z.strictObject({ ticketIds: z.array(ticketId).max(10_000) })).returns<
    readonly LinkedTicket[]
  >(),
  /** The ticket itself and all below it, as far as they are open, and what stands against resolving each. */
  'links.resolvable': query('tickets.read', z.strictObject({ ticketId })).returns<readonly ResolvableTicket[]>(),
  /** Resolves a ticket and tickets below it, each in a commit of its own; the trail names the parent in all of them. */
  'links.resolveTogether': command(
    'tickets.work',
    z.strictObject({ ticketId, ...togetherInput.shape }),
  ).returns<ResolvedTogether>(),
};
