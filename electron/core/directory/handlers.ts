/** The directory: people, organisations and sites, and who is on call. Tickets are passed in; the rules are in `shared/directory`. */
import { foldMailAddress } from '#shared/directory/mail-address.ts';
import type { TicketRow } from '#shared/tickets/row.ts';
import type { TimelineEntry } from '#shared/tickets/ticket.ts';
import type { Desk } from '../desk.ts';
import type { Begin } from '../first-list.ts';
import { cardHandlers } from './cards/handlers.ts';
import { PeopleIndex } from './people-index.ts';
import { peopleHandlers } from './people-handlers.ts';
import { placeHandlers } from './place-handlers.ts';
import { PlacesIndex } from './places-index.ts';
import { rotaHandlers } from './rota-handlers.ts';

export interface DirectoryDeps {
  /** Every ticket as it is now. */
  readonly tickets: () => Iterable<TicketRow>;
  readonly timelineOf: (ticketId: string) => readonly TimelineEntry[];
  /** Ids of people and organisations that records of other features name, as far as that is not a requester. */
  readonly namedElsewhere: () => Iterable<string>;
  /** Keeps the desk open for a job that outlives its session. Returns the function that lets go. */
  readonly hold: () => () => void;
}

/** The people and places of an open desk in memory, for whoever needs them. */
export interface Directory {
  readonly people: PeopleIndex;
  readonly places: PlacesIndex;
}

/** `begin`: when work may begin that nobody waits for; at once where nothing is said. */
export const openDirectory = (desk: Desk, begin?: Begin): Directory => {
  const places = new PlacesIndex(desk, () => people.forgetPlaces());
  const people: PeopleIndex = new PeopleIndex(
    desk,
    (row) => [places.organisation(row.organisationId)?.name ?? null, places.site(row.siteId)?.name ?? null],
    begin,
  );
  return { people, places };
};

/** Whose address this is; null for nobody's, or more than one person's: then a person has to say whose. */
export const contactOfMail =
  ({ people }: Directory) =>
  (address: string): { readonly id: string; readonly name: string } | null => {
    if (address === '') return null;
    const [row, ...others] = people.withMark(`mail:${foldMailAddress(address)}`).filter(({ active }) => active);
    return row && others.length === 0 ? { id: row.id, name: row.name } : null;
  };

export const directoryHandlers = (desk: Desk, deps: DirectoryDeps, directory: Directory = openDirectory(desk)) => ({
  ...peopleHandlers(desk, directory, deps),
  ...placeHandlers(desk, directory, deps),
  ...rotaHandlers(desk, directory),
  ...cardHandlers(desk, directory, deps),
});
