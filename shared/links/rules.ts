import { refuse, succeed, type Result } from '../base/result.ts';
import { isOpen } from '../tickets/actions.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { linkEnds, linkIdOf, type LinkEnds, type TicketLinkSide } from './link.ts';
import type { LinkSet } from './link-set.ts';

export type LinkedEnd = Pick<Ticket, 'id' | 'number' | 'state'>;

/**
 * Every ticket above this one (`child_of`) or below it (`parent_of`), itself left out, nearest first. Two consoles may have tied a knot
 * while apart: each is passed once.
 */
export const ticketsAlong = (
  id: string,
  side: 'child_of' | 'parent_of',
  links: Pick<LinkSet, 'others'>,
): ReadonlySet<string> => {
  const passed = new Set<string>([id]);
  for (const at of passed) for (const other of links.others(at, side)) passed.add(other);
  passed.delete(id);
  return passed;
};

/**
 * Whether `ticket` may be tied to `other`, and how that is stored. Parent and child break work down that somebody still answers for: both are
 * open or resolved, a ticket has one parent, and no ticket stands above itself. (A ticket that follows up a closed one names it in
 * `parentId`; that is where it came from and is no link of this kind.) Related may be any two that were not merged away. Refuses with
 * `link.self`, `link.exists` { number }, `link.ended` { number, state }, `link.has-parent` { number }, `link.own-ancestor` { number }.
 */
export const planLink = (
  ticket: LinkedEnd,
  side: TicketLinkSide,
  other: LinkedEnd,
  links: LinkSet,
): Result<LinkEnds> => {
  if (ticket.id === other.id) return refuse('link.self', 'a ticket is not linked to itself');
  const ends = linkEnds(ticket.id, side, other.id);
  if (links.has(linkIdOf(ends)))
    return refuse('link.exists', `linked to ${other.number} before`, { number: other.number });
  const isFit = ({ state }: LinkedEnd): boolean =>
    side === 'related' ? state !== 'merged' : isOpen(state) || state === 'resolved';
  const ended = [ticket, other].find((end) => !isFit(end));
  if (ended) return refuse('link.ended', `${ended.number} has ended`, { number: ended.number, state: ended.state });
  if (side === 'related') return succeed(ends);
  const [parent, child] = side === 'parent_of' ? [ticket, other] : [other, ticket];
  if (ticketsAlong(parent.id, 'child_of', links).has(child.id))
    return refuse('link.own-ancestor', `${child.number} stands above ${parent.number}`, { number: child.number });
  if (links.others(child.id, 'child_of').length > 0)
    return refuse('link.has-parent', `${child.number} has a parent`, { number: child.number });
  return succeed(ends);
};
