import type { Client } from '#renderer/api/client.ts';
import type { PersonRef } from '#shared/base/record.ts';
import type { Failure, Result } from '#shared/base/result.ts';
import type { ChildrenChoice } from '#shared/tickets/children.ts';
import type { TicketDetail } from '#shared/tickets/operations.ts';
import type { CancelReason, HoldReason, ResolutionCode, Ticket } from '#shared/tickets/ticket.ts';
import type { ActionTarget, PlainAction } from './action-store.ts';

/** A move with everything it needs. */
export type ActionInput =
  | { readonly action: Exclude<PlainAction, 'close'> }
  /** `children`: what becomes of open tickets below; null until the person was asked. */
  | { readonly action: 'close'; readonly children: ChildrenChoice | null }
  | {
      readonly action: 'assign';
      readonly assignee: PersonRef | null;
      readonly group: string | null;
      readonly note: string | null;
      /** Why somebody gets it who lacks a required qualification; null where nothing is lacking. */
      readonly override: string | null;
    }
  | {
      readonly action: 'hold' | 'changeHold';
      readonly reason: HoldReason;
      readonly until: string;
      readonly comment: string | null;
    }
  | {
      readonly action: 'resolve';
      readonly code: ResolutionCode;
      readonly text: string;
      readonly articleId: string | null;
      readonly noArticleReason: string | null;
      readonly children: ChildrenChoice | null;
    }
  | { readonly action: 'reopen'; readonly reason: string }
  | { readonly action: 'cancel'; readonly reason: CancelReason }
  | { readonly action: 'merge'; readonly into: Pick<Ticket, 'id' | 'number'> };

const moveOne = (client: Client, input: ActionInput, ticketId: string): Promise<Result<TicketDetail>> => {
  switch (input.action) {
    case 'take':
    case 'start':
    case 'resume':
    case 'returnToQueue':
      return client.call(`tickets.${input.action}`, { ticketId });
    case 'close':
      return client.call('tickets.close', { ticketId, children: input.children });
    case 'assign':
      return client.call('tickets.assign', {
        ticketId,
        assignee: input.assignee,
        group: input.group,
        note: input.note,
        override: input.override,
      });
    case 'hold':
    case 'changeHold': {
      const { reason, until, comment } = input;
      return client.call('tickets.hold', { ticketId, reason, until, comment });
    }
    case 'resolve': {
      const { code, text, articleId, noArticleReason, children } = input;
      return client.call('tickets.resolve', { ticketId, code, text, articleId, noArticleReason, children });
    }
    case 'reopen':
      return client.call('tickets.reopen', { ticketId, reason: input.reason });
    case 'cancel':
      return client.call('tickets.cancel', { ticketId, reason: input.reason });
    case 'merge':
      return client.call('tickets.merge', { ticketId, into: input.into.id });
  }
};

export interface Outcome {
  readonly done: readonly { readonly target: ActionTarget; readonly detail: TicketDetail }[];
  readonly refused: readonly { readonly target: ActionTarget; readonly failure: Failure }[];
}

/** The move on each ticket in turn; one refused does not stop the others, a lost connection does. */
export const perform = async (
  client: Client,
  input: ActionInput,
  targets: readonly ActionTarget[],
): Promise<Outcome> => {
  const done: { target: ActionTarget; detail: TicketDetail }[] = [];
  const refused: { target: ActionTarget; failure: Failure }[] = [];
  for (const target of targets) {
    const answer = await moveOne(client, input, target.id);
    if (answer.ok) done.push({ target, detail: answer.value });
    else refused.push({ target, failure: answer.failure });
    if (!answer.ok && answer.failure.code === 'connection.lost') break;
  }
  return { done, refused };
};
