import type { ConfigurationItem } from '#shared/assets/configuration-item.ts';
import type { Site } from '#shared/directory/place.ts';
import type { Person } from '#shared/directory/person.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import type { TicketFact } from '#shared/tools/sources.ts';
import type { Records } from '../storage/store.ts';

const ofAsset = ({ name, serial, assetTag, attributes }: ConfigurationItem): readonly TicketFact[] => [
  { source: 'asset.name', of: name, value: name },
  { source: 'asset.serial', of: name, value: serial },
  { source: 'asset.tag', of: name, value: assetTag },
  ...attributes.map(({ key, value }) => ({ source: `asset.attribute.${key}`, of: name, value: value.trim() })),
];

/** What is known around a ticket, by who wrote it down: its assets in their order, who asked, where that is. */
export const ticketFacts = (records: Records, ticket: Ticket, assetIds: readonly string[]): readonly TicketFact[] => {
  const assets = assetIds.flatMap((id) => records.get<ConfigurationItem>('ci', id) ?? []);
  const personId = ticket.requester?.id ?? null;
  const person = personId === null ? undefined : records.get<Person>('person', personId);
  const siteIds = new Set([...assets.map(({ site }) => site?.id ?? null), person?.siteId ?? null]);
  const facts: TicketFact[] = assets.flatMap(ofAsset);
  const [email] = person?.emails ?? [];
  if (person && email !== undefined) {
    facts.push({ source: 'requester.mailbox', of: person.name, value: email.slice(0, email.lastIndexOf('@')) });
    facts.push({ source: 'requester.email', of: person.name, value: email });
  }
  for (const id of siteIds) {
    const site = id === null ? undefined : records.get<Site>('site', id);
    if (site) facts.push({ source: 'site.name', of: site.name, value: site.name });
  }
  facts.push({ source: 'ticket.number', of: ticket.number, value: ticket.number });
  return facts;
};
