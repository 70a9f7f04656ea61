import { succeed, type Result } from '../base/result.ts';
import type { PriorityMatrix } from '../priority/matrix.ts';
import { nextState } from './actions.ts';
import { linkTo } from './link.ts';
import { receiveTicket, type Stamp } from './new-ticket.ts';
import type { Channel, Ticket } from './ticket.ts';
import { refuseAction, type PlannedChange } from './transition.ts';

/**
 * A closed ticket stays closed; what comes after it is a new one that names it as its parent and begins with what was known: who asked,
 * about what, how badly it hurts. Refuses with `ticket.illegal-transition`.
 */
export const planFollowUp = (
  ticket: Ticket,
  { description, channel }: { readonly description: string; readonly channel: Channel },
  stamp: Stamp,
  number: string,
  matrix: PriorityMatrix,
): Result<PlannedChange> => {
  if (nextState(ticket.state, 'followUp') === undefined) return refuseAction(ticket.state, 'followUp');
  const { kind, title, impact, urgency, category, requester, tags, assignmentGroup } = ticket;
  const report = { kind, channel, title, description, impact, urgency, category, requester };
  return succeed({
    ticket: { ...receiveTicket(report, stamp, number, matrix), tags, assignmentGroup, parentId: ticket.id },
    events: [{ kind: 'created', channel }, linkTo(ticket, 'follow_up_of')],
  });
};
