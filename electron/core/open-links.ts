import { type LinkRecord, type LinkRow } from '#shared/links/link.ts';
import { LinkSet } from '#shared/links/link-set.ts';
import { ticketsAlong } from '#shared/links/rules.ts';
import { isOpen } from '#shared/tickets/actions.ts';
import type { TicketRow } from '#shared/tickets/row.ts';
import type { Desk } from './desk.ts';

/** All links of a desk, kept up with every commit as it is applied. Lives as long as the desk. */
export const openLinks = (desk: Desk): LinkSet => {
  const links = new LinkSet(desk.records.rows<LinkRow>('link'));
  desk.onApplied(({ puts, removes }) => {
    for (const record of puts) if (record.type === 'link') links.put(record as LinkRecord);
    for (const id of removes) if (id.startsWith('link:')) links.remove(id);
  });
  return links;
};

/** Which tickets below one are open, at any depth, nearest first. */
export const openBelow =
  (links: LinkSet, rowOf: (ticketId: string) => Pick<TicketRow, 'state'> | undefined) =>
  (ticketId: string): readonly string[] =>
    [...ticketsAlong(ticketId, 'parent_of', links)].filter((id) => {
      const row = rowOf(id);
      return row !== undefined && isOpen(row.state);
    });
