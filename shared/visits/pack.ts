/** The pack of a site as people read it: all that belongs to it, why, how large it is, and what is not here. */
import type { BusinessCalendar } from '../calendar/calendar.ts';
import type { ListedPerson } from '../directory/operations.ts';
import type { Belonging, InPieces, PackReason } from './belonging.ts';
import { gapsOf, type PackGap, type PlaceFacts } from './gaps.ts';
import type {
  PackArticle,
  PackAsset,
  PackDocument,
  PackOnCall,
  PackPerson,
  PackThing,
  PackTicket,
  RecordFacts,
} from './things.ts';

/** Things of one kind that a pack lists; all of them count and are on the device. */
export const MAX_LISTED = 300;

/** The first `MAX_LISTED` of `count`; `bytes` are those of all. */
export interface PackSection<Thing> {
  readonly count: number;
  readonly bytes: number;
  readonly things: readonly Thing[];
}

export interface VisitPack {
  readonly site: PlaceFacts & { readonly id: string; readonly name: string; readonly zone: string };
  /** By the clock of its zone; null where none are known. */
  readonly hours: BusinessCalendar | null;
  readonly organisation: string | null;
  readonly contacts: readonly ListedPerson[];
  readonly onCall: readonly PackOnCall[];
  readonly people: PackSection<PackPerson>;
  readonly assets: PackSection<PackAsset>;
  readonly tickets: PackSection<PackTicket>;
  readonly articles: PackSection<PackArticle>;
  readonly documents: PackSection<PackDocument>;
  readonly count: number;
  readonly bytes: number;
  /** What is missing first, then what wants looking at. */
  readonly gaps: readonly PackGap[];
  /** When all of this was looked at. RFC 3339 */
  readonly at: string;
}

export interface PackParts extends Pick<VisitPack, 'site' | 'hours' | 'organisation' | 'contacts' | 'onCall'> {
  readonly belonging: Belonging;
  readonly documents: readonly PackDocument[];
  readonly factsOf: (id: string) => RecordFacts;
  /** `YYYY-MM-DD` where the desk is. */
  readonly today: string;
  readonly at: string;
}

const sectionOf = <Thing extends PackThing>(things: readonly Thing[]): PackSection<Thing> => ({
  count: things.length,
  bytes: things.reduce((sum, { bytes }) => sum + bytes, 0),
  things: things.slice(0, MAX_LISTED),
});

const filesHere = ({ bytes, files }: RecordFacts): number =>
  files.reduce((sum, file) => sum + (file.state === 'here' ? file.bytes : 0), bytes);

/** `map` in pieces. */
function* mapped<From, To>(values: readonly From[], to: (value: From) => To): InPieces<readonly To[]> {
  const made: To[] = [];
  for (const value of values) {
    yield;
    made.push(to(value));
  }
  return made;
}

export function* composePack(parts: PackParts): InPieces<VisitPack> {
  const { site, hours, organisation, contacts, onCall, belonging, documents, factsOf, today, at } = parts;
  const thing = ({
    row,
    reasons,
  }: {
    readonly row: { readonly id: string };
    readonly reasons: readonly PackReason[];
  }) => ({
    id: row.id,
    reasons,
    bytes: filesHere(factsOf(row.id)),
  });
  const people = belonging.people.map((chosen): PackPerson => ({
    ...thing(chosen),
    name: chosen.row.name,
    jobTitle: chosen.row.jobTitle,
    phone: chosen.row.phones[0] ?? null,
    email: chosen.row.emails[0] ?? null,
    isVip: chosen.row.isVip,
  }));
  const assets = yield* mapped(belonging.assets, (chosen): PackAsset => {
    const { number, name, class: kind, status, serial, assetTag, manufacturer, model } = chosen.row;
    const made = [manufacturer, model].filter((part) => part !== '').join(' ');
    return { ...thing(chosen), number, name, class: kind, status, serial, assetTag, model: made, depth: chosen.depth };
  });
  const tickets = yield* mapped(belonging.tickets, (chosen): PackTicket => {
    const { id, number, title, priority, state, requester } = chosen.row;
    return { ...thing(chosen), number, title, priority, state, requester, files: factsOf(id).files.length };
  });
  const articles = yield* mapped(belonging.articles, (chosen): PackArticle => {
    const { id, number, title, kind, language, validUntil } = chosen.row;
    const pictures = factsOf(id).files.length;
    const isOutdated = validUntil !== null && validUntil < today;
    return { ...thing(chosen), number, title, kind, language, pictures, isOutdated };
  });
  const sections = {
    people: sectionOf(people),
    assets: sectionOf(assets),
    tickets: sectionOf(tickets),
    articles: sectionOf(articles),
    documents: sectionOf(documents),
  };
  const all = Object.values(sections);
  return {
    site,
    hours,
    organisation,
    contacts,
    onCall,
    ...sections,
    count: all.reduce((sum, { count }) => sum + count, 0),
    bytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
    gaps: gapsOf({ site, hours, contacts, onCall, tickets, articles, documents, factsOf }),
    at,
  };
}

export interface PackSummary {
  readonly count: number;
  readonly bytes: number;
  readonly missing: number;
  readonly toLookAt: number;
  readonly at: string;
}

/** A pack in a line. */
export const summaryOf = ({ count, bytes, gaps, at }: VisitPack): PackSummary => {
  const missing = gaps.filter(({ isMissing }) => isMissing).length;
  return { count, bytes, missing, toLookAt: gaps.length - missing, at };
};
