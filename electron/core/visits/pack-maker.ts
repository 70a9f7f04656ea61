import { attachmentsIn } from '#shared/attachments/attachment.ts';
import type { AssetRow } from '#shared/assets/row.ts';
import type { StoredRecord } from '#shared/base/record.ts';
import type { BusinessCalendar } from '#shared/calendar/calendar.ts';
import type { ListedPerson } from '#shared/directory/operations.ts';
import type { Site } from '#shared/directory/place.ts';
import type { Rota } from '#shared/directory/rota.ts';
import type { PersonRow } from '#shared/directory/row.ts';
import type { Group } from '#shared/groups/group.ts';
import type { Article } from '#shared/knowledge/article.ts';
import { picturesIn } from '#shared/knowledge/pictures.ts';
import type { ArticleRow } from '#shared/knowledge/row.ts';
import type { TicketRow } from '#shared/tickets/row.ts';
import type { TimelineEntry } from '#shared/tickets/ticket.ts';
import { belongingTo, type Belonging, type InPieces } from '#shared/visits/belonging.ts';
import { onCallFor } from '#shared/visits/on-call.ts';
import { composePack, type VisitPack } from '#shared/visits/pack.ts';
import type { FileFacts, RecordFacts } from '#shared/visits/things.ts';
import type { Desk } from '../desk.ts';
import type { DocumentDoor } from '../document-door.ts';
import { BlobDamage } from '../storage/blobs/blob-reader.ts';
import { StoreError } from '../storage/store.ts';
import { Turns } from '../turns.ts';
import { documentsOf } from './pack-documents.ts';

/** What the pack takes from other features, as they have it in memory. */
export interface PackDoors {
  readonly people: {
    rows(): Iterable<PersonRow>;
    row(personId: string): PersonRow | undefined;
    standsFor(personId: string): string;
  };
  readonly listed: (row: PersonRow) => ListedPerson;
  readonly organisation: (id: string | null) => { readonly name: string } | null;
  /** By the clock of the site; null where none are known. */
  readonly hoursOf: (siteId: string) => BusinessCalendar | null;
  readonly assets: () => Iterable<AssetRow>;
  readonly openTickets: () => Iterable<TicketRow>;
  readonly articles: () => Iterable<ArticleRow>;
  readonly assetsOfTicket: (ticketId: string) => Iterable<string>;
  readonly articlesOfTicket: (ticketId: string) => Iterable<string>;
  readonly timelineOf: (ticketId: string) => readonly TimelineEntry[];
  readonly documents: DocumentDoor;
  /** `YYYY-MM-DD` where the desk is. */
  readonly today: () => string;
}

const nothing: RecordFacts = { bytes: 0, files: [] };

/** Runs work in turns that nobody notices. */
const inTurns = async <T>(work: InPieces<T>, turns: Turns): Promise<T> => {
  for (let step = work.next(); ; step = work.next()) {
    if (step.done === true) return step.value;
    if (turns.due) await turns.rest();
  }
};

const recordsOf = <R extends StoredRecord>({ records }: Desk, type: R['type']): readonly R[] =>
  records.idsWithPrefix(`${type}:`).flatMap((id) => records.get<R>(type, id) ?? []);

/** UTF-8 bytes of a record as it is written down. */
const bytesOf = (record: object | undefined): number =>
  record === undefined ? 0 : Buffer.byteLength(JSON.stringify(record));

/** How a file lies here: found and opened, as far as its two ends tell; reading all of it would take too long to do each time. */
const lies = async ({ blobs }: Desk, sha256: string): Promise<Pick<FileFacts, 'bytes' | 'state'>> => {
  try {
    return { bytes: await blobs.read(sha256, (blob) => Promise.resolve(blob.bytes)), state: 'here' };
  } catch (error) {
    if (error instanceof BlobDamage) return { bytes: 0, state: error.problem };
    if (error instanceof StoreError) return { bytes: 0, state: 'damaged' };
    throw error;
  }
};

/** What each record of the pack takes up, with its files looked for on disk. */
const factsOf = async (
  desk: Desk,
  { people, assets, tickets, articles }: Belonging,
  doors: PackDoors,
  turns: Turns,
): Promise<ReadonlyMap<string, RecordFacts>> => {
  const { records } = desk;
  const facts = new Map<string, RecordFacts>();
  for (const { row } of [...people, ...assets]) {
    if (turns.due) await turns.rest();
    const type = row.id.slice(0, row.id.indexOf(':'));
    facts.set(row.id, { bytes: bytesOf(records.get(type, row.id)), files: [] });
  }
  for (const { row } of tickets) {
    if (turns.due) await turns.rest();
    const timeline = doors.timelineOf(row.id);
    const files: FileFacts[] = [];
    for (const { name, sha256 } of attachmentsIn(timeline)) files.push({ name, ...(await lies(desk, sha256)) });
    const bytes = timeline.reduce((sum, entry) => sum + bytesOf(entry), bytesOf(records.get('ticket', row.id)));
    facts.set(row.id, { bytes, files });
  }
  for (const { row } of articles) {
    if (turns.due) await turns.rest();
    const article = records.get<Article>('article', row.id);
    const files: FileFacts[] = [];
    for (const sha256 of picturesIn(article?.published?.body ?? ''))
      files.push({ name: row.title, ...(await lies(desk, sha256)) });
    facts.set(row.id, { bytes: bytesOf(article), files });
  }
  return facts;
};

/** Composes the pack of a site from what is on this device now; undefined where there is no such site. Takes turns with other work. */
export const makePack = async (desk: Desk, siteId: string, doors: PackDoors): Promise<VisitPack | undefined> => {
  const site = desk.records.get<Site>('site', siteId);
  if (!site) return undefined;
  const turns = new Turns(() => desk.ambient.mono());
  const { people } = doors;
  const organisation = doors.organisation(site.organisationId)?.name ?? null;
  const belonging = await inTurns(
    belongingTo({
      site,
      organisation,
      people: people.rows(),
      assets: doors.assets(),
      openTickets: doors.openTickets(),
      articles: doors.articles(),
      standsFor: (id) => people.standsFor(id),
      assetsOfTicket: doors.assetsOfTicket,
      articlesOfTicket: doors.articlesOfTicket,
    }),
    turns,
  );
  const facts = await factsOf(desk, belonging, doors, turns);
  const documents = await documentsOf(
    { site, organisation, assets: belonging.assets.map(({ row }) => row) },
    doors.documents,
    (sha256) => lies(desk, sha256),
  );
  const now = desk.ambient.now();
  const { id, name, zone, address, accessNote, active } = site;
  const composing = composePack({
    site: { id, name, zone, address, accessNote, active },
    hours: doors.hoursOf(siteId),
    organisation,
    contacts: site.contactIds.flatMap((personId) => {
      const row = people.row(people.standsFor(personId));
      return row?.active === true ? [doors.listed(row)] : [];
    }),
    onCall: onCallFor({
      rotas: recordsOf<Rota>(desk, 'rota'),
      groups: recordsOf<Group>(desk, 'group'),
      ticketGroups: belonging.tickets.flatMap(({ row }) => row.group ?? []),
      person: (personId) => people.row(people.standsFor(personId)),
      now: now.getTime(),
    }),
    belonging,
    documents,
    factsOf: (recordId) => facts.get(recordId) ?? nothing,
    today: doors.today(),
    at: now.toISOString(),
  });
  return inTurns(composing, turns);
};
