import { succeed, type Result } from '../base/result.ts';
import { nextState } from './actions.ts';
import { revise } from './revision.ts';
import type { Channel, Ticket } from './ticket.ts';
import { refuseAction, type PlannedChange } from './transition.ts';

/**
 * The requester said something. A hold that waits for them ends with it; one that waits for a vendor or a part does not, for that still
 * does not answer. Refuses with `ticket.illegal-transition`.
 */
export const planReply = (
  ticket: Ticket,
  { text, channel }: { readonly text: string; readonly channel: Channel },
  at: string,
): Result<PlannedChange> => {
  const to = nextState(ticket.state, 'reply');
  if (to === undefined) return refuseAction(ticket.state, 'reply');
  const reply = { kind: 'reply', text, channel } as const;
  if (ticket.hold?.reason !== 'requester' || to === ticket.state)
    return succeed({ ticket: revise(ticket, at), events: [reply] });
  return succeed({
    ticket: revise({ ...ticket, state: to, hold: null }, at),
    events: [reply, { kind: 'transition', action: 'reply', from: ticket.state, to, reason: null }],
  });
};
