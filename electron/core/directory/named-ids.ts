import type { Site } from '#shared/directory/place.ts';
import type { Rota } from '#shared/directory/rota.ts';
import type { TicketRow } from '#shared/tickets/row.ts';
import type { Records } from '../storage/store.ts';

/** Everybody whom a ticket, a rota or a site names, or something else does: they cannot go without leaving a hole there. */
export const namedIds = (
  records: Records,
  tickets: Iterable<TicketRow>,
  elsewhere: Iterable<string>,
): ReadonlySet<string> => {
  const named = new Set(elsewhere);
  for (const { requesterId } of tickets) if (requesterId !== undefined) named.add(requesterId);
  for (const id of records.ids('rota')) {
    const { memberIds = [], exceptions = [] } = records.get<Rota>('rota', id) ?? {};
    for (const personId of memberIds) named.add(personId);
    for (const { personId } of exceptions) named.add(personId);
  }
  for (const id of records.ids('site'))
    for (const personId of records.get<Site>('site', id)?.contactIds ?? []) named.add(personId);
  return named;
};
