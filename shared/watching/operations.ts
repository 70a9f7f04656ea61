import * as z from 'zod';
import { command, query } from '../contract/operation.ts';
import type { TicketDetail } from '../tickets/operations.ts';
import type { TicketState } from '../tickets/ticket.ts';

const ticketId = z.string().regex(/^ticket:[0-9A-HJKMNP-TV-Z]{26}$/);

/** Where somebody named this person. */
export interface MentionView {
  readonly id: string;
  readonly ticketId: string;
  readonly number: string;
  readonly title: string;
  readonly state: TicketState;
  readonly by: string;
  readonly at: string;
  readonly text: string;
  readonly isUnread: boolean;
}

export interface Inbox {
  /** Newest first, at most 200. */
  readonly mentions: readonly MentionView[];
  readonly unreadMentions: number;
  /** Watched tickets on which somebody else did something since this person last saw them. */
  readonly unreadWatched: readonly string[];
}

export const watchingOperations = {
  /** The person's mentions, and what is new on what they watch. */
  'watching.inbox': query('tickets.read', z.strictObject({})).returns<Inbox>(),
  /** Begins or ends watching a ticket oneself; nothing changes where that is so already. */
  'watching.watch': command('tickets.work', z.strictObject({ ticketId, watches: z.boolean() })).returns<TicketDetail>(),
  /** This person has the ticket before them. */
  'watching.seen': command('tickets.read', z.strictObject({ ticketId })).returns<null>(),
};
