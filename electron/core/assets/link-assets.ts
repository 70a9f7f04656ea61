import type { ConfigurationItem } from '#shared/assets/configuration-item.ts';
import { notFound } from '#shared/base/not-found.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import { linkEnds, linkIdOf, type LinkRecord } from '#shared/links/link.ts';
import type { LinkSet } from '#shared/links/link-set.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import type { TimelineEvent } from '#shared/tickets/timeline-event.ts';
import { tell } from '../ticket-door.ts';
import type { Unit } from '../unit.ts';
import { addAssetEntries } from './stage-asset.ts';

const linkId = (ciId: string, ticketId: string): string => linkIdOf(linkEnds(ciId, 'asset_of', ticketId));

const eventOf = ({ id, name, number }: ConfigurationItem, change: 'linked' | 'unlinked'): TimelineEvent => ({
  kind: 'asset',
  change,
  ciId: id,
  name,
  number,
});

/**
 * Ties assets to a ticket, in the timeline of the one and the history of the others; those tied already are passed over. `record.not-found`,
 * or for a ticket that was merged away `asset.linked-ended` { number }.
 */
export const linkAssets = (unit: Unit, ticketId: string, ciIds: readonly string[], links: LinkSet): Result<null> => {
  const ticket = unit.get<Ticket>('ticket', ticketId);
  if (!ticket) return notFound('ticket', ticketId);
  const { number, state } = ticket;
  if (state === 'merged') return refuse('asset.linked-ended', `${number} was merged`, { number });
  const events: TimelineEvent[] = [];
  for (const ciId of new Set(ciIds)) {
    const item = unit.get<ConfigurationItem>('ci', ciId);
    if (!item) return notFound('ci', ciId);
    const id = linkId(ciId, ticketId);
    if (links.has(id)) continue;
    const link: LinkRecord = { ...unit.stamp('link', id), ...linkEnds(ciId, 'asset_of', ticketId) };
    unit.put(link);
    addAssetEntries(unit, ciId, [{ kind: 'ticket', change: 'linked', ticketId, number }], unit.at);
    events.push(eventOf(item, 'linked'));
  }
  if (events.length > 0) tell(unit, ticket, events, 'ticket.asset');
  return succeed(null);
};

/** Takes one tie away. `record.not-found` if there is none. */
export const unlinkAsset = (unit: Unit, ticketId: string, ciId: string): Result<null> => {
  const id = linkId(ciId, ticketId);
  const ticket = unit.get<Ticket>('ticket', ticketId);
  const item = unit.get<ConfigurationItem>('ci', ciId);
  if (!ticket || !item || !unit.get<LinkRecord>('link', id)) return notFound('link', id);
  unit.remove(id);
  addAssetEntries(unit, ciId, [{ kind: 'ticket', change: 'unlinked', ticketId, number: ticket.number }], unit.at);
  tell(unit, ticket, [eventOf(item, 'unlinked')], 'ticket.asset');
  return succeed(null);
};

/** What a ticket that was merged away was about, the one that goes on is about. */
export const passOnAssets =
  (links: LinkSet) =>
  (unit: Unit, from: string, into: string): Result<null> => {
    const ciIds = links.others(from, 'about').filter((id) => unit.get<ConfigurationItem>('ci', id) !== undefined);
    return ciIds.length === 0 ? succeed(null) : linkAssets(unit, into, ciIds, links);
  };
