import * as z from 'zod';
import type { BusinessCalendar } from '../calendar/calendar.ts';
import { command, query } from '../contract/operation.ts';
import type { TicketRow } from '../tickets/row.ts';
import { fileHash } from '../attachments/file-refs.ts';
import type { CardOutcome, CardProblem } from './cards.ts';
import type { Likeness } from './likeness.ts';
import { MAX_NAME, MAX_WAYS, peopleViews } from './limits.ts';
import type { Person } from './person.ts';
import type { Organisation, Site } from './place.ts';
import type { Rota } from './rota.ts';
import type { OrganisationRow, PersonRow, SiteRow } from './row.ts';
import {
  organisationContent,
  organisationId,
  personContent,
  personId,
  rotaContent,
  rotaId,
  siteContent,
  siteId,
} from './schema.ts';

/** Tickets of one person or place on one list; past these, the queue has them all. */
export const MAX_TICKETS_SHOWN = 100;
/** People that a field offers at a time. */
export const MAX_OFFERED = 8;
/** Tickets whose requester is told to be somebody at a time. */
export const MAX_CLAIMED = 200;

const ticketId = z.string().regex(/^ticket:[0-9A-HJKMNP-TV-Z]{26}$/u);
const seen = z.int().min(1).nullable();
const typed = z.string().max(MAX_NAME);

/** A row under the names that its places have now. */
export type ListedPerson = PersonRow & { readonly organisation: string | null; readonly site: string | null };

/** Rows `from … from + rows.length` of the whole result, in the order of names. */
export interface PeoplePage {
  readonly total: number;
  /** People on this laptop, whatever the search. */
  readonly held: number;
  readonly from: number;
  readonly rows: readonly ListedPerson[];
}

export type ListedOrganisation = OrganisationRow & { readonly people: number; readonly sites: number };
export type ListedSite = SiteRow & { readonly people: number; readonly organisation: string | null };

export interface LikePerson {
  readonly person: ListedPerson;
  readonly shares: readonly Likeness[];
}

/** Open tickets first by what is urgent, then the newest that are over. */
export interface TheirTickets {
  readonly open: readonly TicketRow[];
  readonly over: readonly TicketRow[];
  readonly openCount: number;
  readonly overCount: number;
}

/** What somebody said at hand-over. `low`: 1 or 2, the latest first. */
export interface TheirSatisfaction {
  readonly n: number;
  /** Null while nobody answered. */
  readonly average: number | null;
  readonly low: readonly {
    readonly ticketId: string;
    readonly number: string;
    readonly score: number;
    readonly comment: string;
    readonly at: string;
  }[];
}

export interface PersonDetail {
  readonly person: Person;
  readonly organisation: OrganisationRow | null;
  readonly site: SiteDetailHead | null;
  readonly tickets: TheirTickets;
  readonly satisfaction: TheirSatisfaction;
  /** Tickets of a requester with this name whom nobody told to be this person, newest first. */
  readonly unclaimed: readonly TicketRow[];
  readonly like: readonly LikePerson[];
  /** People who were found to be this one. */
  readonly merged: readonly ListedPerson[];
  /** The one that this was found to be. */
  readonly mergedInto: ListedPerson | null;
}

/** A site with the hours that hold there, by its own clock; null where none are known. */
export interface SiteDetailHead {
  readonly site: Site;
  readonly hours: BusinessCalendar | null;
}

export interface OrganisationDetail {
  readonly organisation: Organisation;
  readonly people: number;
  readonly sites: readonly ListedSite[];
  readonly tickets: TheirTickets;
}

export interface SiteDetail extends SiteDetailHead {
  readonly organisation: OrganisationRow | null;
  readonly contacts: readonly ListedPerson[];
  readonly people: number;
  readonly tickets: TheirTickets;
}

/** Cards of one outcome that a preview names; all of them count. */
export const MAX_CARDS_SHOWN = 200;
/** People of one piece of an export. */
export const MAX_EXPORTED = 1_000;

export interface ShownCard {
  /** Its place in the file, from 1, and the line that it begins on. */
  readonly place: number;
  readonly line: number;
  readonly outcome: CardOutcome;
  readonly name: string;
  /** An address or a number, to tell people of one name apart. */
  readonly way: string | null;
  /** Why it cannot be read; null for one that can. */
  readonly problem: CardProblem | null;
  /** The person, or the first of those, that it is like. */
  readonly known: ListedPerson | null;
}

/** What taking a file of cards would come to. */
export interface CardsPreview {
  readonly charset: string;
  readonly counts: Readonly<Record<CardOutcome, number>>;
  /** In the order of the file. */
  readonly cards: readonly ShownCard[];
  /** Organisations that are not known yet and would be made with new people. */
  readonly organisations: readonly string[];
}

export interface CardImportView {
  readonly id: string;
  readonly fileName: string;
  readonly at: string;
  readonly made: number;
  readonly filled: number;
  readonly undoneAt: string | null;
}

const cardFile = { sha256: fileHash, fileName: z.string().trim().min(1).max(255) };
const cardImportId = z.string().regex(/^cardImport:[0-9A-HJKMNP-TV-Z]{26}$/u);

export const directoryOperations = {
  'directory.people': query(
    'directory.read',
    z.strictObject({
      view: z.enum(peopleViews),
      text: z.string().max(500),
      organisationId: organisationId.nullable(),
      siteId: siteId.nullable(),
      from: z.int().min(0),
      count: z.int().min(0).max(500),
    }),
  ).returns<PeoplePage>(),
  /** Place of somebody in that result, −1 if they are not in it. */
  'directory.place': query(
    'directory.read',
    z.strictObject({ view: z.enum(peopleViews), text: z.string().max(500), personId }),
  ).returns<number>(),
  /** All organisations and sites by name, those not in use as well. */
  'directory.places': query('directory.read', z.strictObject({})).returns<{
    readonly organisations: readonly ListedOrganisation[];
    readonly sites: readonly ListedSite[];
  }>(),
  'directory.person': query('directory.read', z.strictObject({ personId })).returns<PersonDetail>(),
  'directory.organisation': query('directory.read', z.strictObject({ organisationId })).returns<OrganisationDetail>(),
  'directory.site': query('directory.read', z.strictObject({ siteId })).returns<SiteDetail>(),
  /** The active people that a field offers for what was typed, best first; nobody for nothing. */
  'directory.pick': query('directory.read', z.strictObject({ text: typed })).returns<readonly ListedPerson[]>(),
  /** Who may be the person whose card is being written; `personId` is that card's own. */
  'directory.like': query(
    'directory.read',
    z.strictObject({
      personId: personId.nullable(),
      name: typed,
      otherName: typed.nullable(),
      emails: z.array(typed).max(MAX_WAYS),
      phones: z.array(typed).max(MAX_WAYS),
    }),
  ).returns<readonly LikePerson[]>(),
  /** `seen` is the revision that the person saw, null for one being made: `record.stale` if it is another by now. */
  'directory.savePerson': command(
    'directory.write',
    z.strictObject({ id: personId.nullable(), seen, content: personContent, active: z.boolean() }),
  ).returns<Person>(),
  'directory.saveOrganisation': command(
    'directory.write',
    z.strictObject({ id: organisationId.nullable(), seen, content: organisationContent }),
  ).returns<Organisation>(),
  'directory.saveSite': command(
    'directory.write',
    z.strictObject({ id: siteId.nullable(), seen, content: siteContent }),
  ).returns<Site>(),
  /** `drop` was found to be `keep`: its tickets are found there from now on. `person.merge` where one of them was merged already. */
  'directory.merge': command(
    'directory.write',
    z.strictObject({ keepId: personId, keepSeen: z.int().min(1), dropId: personId, dropSeen: z.int().min(1) }),
  ).returns<null>(),
  'directory.unmerge': command('directory.write', z.strictObject({ dropId: personId })).returns<null>(),
  /** The requester of these tickets, who is only a name there, is this person. A ticket whose requester is somebody else is left alone. */
  'directory.claim': command(
    'directory.write',
    z.strictObject({ personId, ticketIds: z.array(ticketId).min(1).max(MAX_CLAIMED) }),
  ).returns<{ readonly claimed: number }>(),
  /** Reads a file of cards that was handed over (`attachments.finish`): changes nothing. `import.unreadable` { problem } if it holds none, or too many. */
  'directory.readCards': query('directory.write', z.strictObject(cardFile)).returns<CardsPreview>(),
  /** Makes the new people, fills what known ones lack, or both; nothing that is known is replaced. */
  'directory.takeCards': command(
    'directory.write',
    z.strictObject({ ...cardFile, takeNew: z.boolean(), takeAdds: z.boolean() }),
  ).returns<CardImportView>(),
  /** Takes a whole file of cards back, except for people whom somebody changed, or named on a ticket, since. */
  'directory.undoCards': command('directory.write', z.strictObject({ importId: cardImportId })).returns<{
    readonly undone: number;
    readonly kept: number;
  }>(),
  /** Files of cards that were taken on this laptop, the latest first. */
  'directory.cardImports': query('directory.read', z.strictObject({})).returns<readonly CardImportView[]>(),
  /** People of a list as vCard 4.0, a piece at a time; all pieces in order are the file. That each piece left is in the trail. */
  'directory.exportCards': command(
    'directory.read',
    z.strictObject({
      view: z.enum(peopleViews),
      text: z.string().max(500),
      personId: personId.nullable(),
      from: z.int().min(0),
    }),
  ).returns<{ readonly text: string; readonly count: number; readonly total: number }>(),
  /** All rotas with the people in them, whether they are on call now or ever were. */
  'directory.rotas': query('directory.read', z.strictObject({})).returns<{
    readonly rotas: readonly Rota[];
    readonly people: readonly ListedPerson[];
  }>(),
  'directory.saveRota': command(
    'directory.write',
    z.strictObject({ id: rotaId.nullable(), seen, content: rotaContent }),
  ).returns<Rota>(),
};
