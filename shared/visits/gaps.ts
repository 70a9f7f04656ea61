/** What somebody going there would miss, each with what it is and where it can be put right. */
import type { BusinessCalendar } from '../calendar/calendar.ts';
import type { ListedPerson } from '../directory/operations.ts';
import type { DocumentState } from '../documents/states.ts';
import type { FileFacts, PackArticle, PackDocument, PackOnCall, PackTicket, RecordFacts } from './things.ts';

/** What has to be known of a place to go there. */
export interface PlaceFacts {
  readonly address: string;
  readonly accessNote: string;
  readonly active: boolean;
}

/**
 * Not here: how to get in (`access`) or there (`address`), when somebody is there (`hours`), somebody to ask (`contact`) or their number
 * (`contactPhone`), somebody on call (`onCall`) or their number (`onCallPhone`), a file of a ticket, a picture of an article, a document whose
 * place alone is known or whose file is gone. Here, but to be looked at: an article past its day, a document that changed, has expired or is to
 * be reviewed, a place that is not in use.
 */
export const gapKinds = [
  'access',
  'address',
  'contact',
  'contactPhone',
  'onCall',
  'onCallPhone',
  'hours',
  'documentElsewhere',
  'documentGone',
  'ticketFile',
  'articlePicture',
  'documentChanged',
  'documentExpired',
  'documentReview',
  'articleOutdated',
  'notInUse',
] as const;
export type GapKind = (typeof gapKinds)[number];

export interface PackGap {
  readonly kind: GapKind;
  /** False: it is here, and still wants looking at before anybody relies on it. */
  readonly isMissing: boolean;
  /** The record where it can be put right; null where that is the site. */
  readonly recordId: string | null;
  /** What it is: the name of a file, a document, a person; empty where the kind says it all. */
  readonly name: string;
  /** Number or place that it is found by; null for none. */
  readonly of: string | null;
  /** Of a file: it lies here, but not as it was written. */
  readonly isDamaged: boolean;
}

const toLookAt: ReadonlySet<GapKind> = new Set<GapKind>([
  'documentChanged',
  'documentExpired',
  'documentReview',
  'articleOutdated',
  'notInUse',
]);

const gap = (
  kind: GapKind,
  { recordId = null, name = '', of = null, isDamaged = false }: Partial<Omit<PackGap, 'kind' | 'isMissing'>> = {},
): PackGap => ({ kind, isMissing: !toLookAt.has(kind), recordId, name, of, isDamaged });

export interface GapSources {
  readonly site: PlaceFacts;
  readonly hours: BusinessCalendar | null;
  /** Who is to be asked there, the first one first. */
  readonly contacts: readonly ListedPerson[];
  readonly onCall: readonly PackOnCall[];
  readonly tickets: readonly PackTicket[];
  readonly articles: readonly PackArticle[];
  readonly documents: readonly PackDocument[];
  readonly factsOf: (id: string) => RecordFacts;
}

const placeGaps = ({ site, hours, contacts, onCall }: GapSources): readonly PackGap[] => {
  const [first] = contacts;
  return [
    ...(site.accessNote.trim() === '' ? [gap('access')] : []),
    ...(site.address.trim() === '' ? [gap('address')] : []),
    ...(hours ? [] : [gap('hours')]),
    ...(site.active ? [] : [gap('notInUse')]),
    ...(first ? [] : [gap('contact')]),
    ...(first && contacts.every(({ phones }) => phones.length === 0)
      ? [gap('contactPhone', { recordId: first.id, name: first.name })]
      : []),
    ...onCall.flatMap(({ rotaId, rota, person }) =>
      person === null
        ? [gap('onCall', { recordId: rotaId, name: rota })]
        : person.phone === null
          ? [gap('onCallPhone', { recordId: person.id, name: person.name, of: rota })]
          : [],
    ),
  ];
};

const fileGaps = (kind: GapKind, { id, number }: PackTicket | PackArticle, files: readonly FileFacts[]) =>
  files.flatMap(({ name, state }) =>
    state === 'here' ? [] : [gap(kind, { recordId: id, name, of: number, isDamaged: state === 'damaged' })],
  );

/** Pictures have no names that tell them apart: one stands for all of an article that lie here alike. */
const onePerState = (files: readonly FileFacts[]): readonly FileFacts[] => [
  ...new Map(files.map((file) => [file.state, file])).values(),
];

const ofDocument: Readonly<Partial<Record<DocumentState, GapKind>>> = {
  elsewhere: 'documentElsewhere',
  missing: 'documentGone',
  changed: 'documentChanged',
  expired: 'documentExpired',
  review: 'documentReview',
};

/** All gaps of a pack, those of what is missing first, each kind together. */
export const gapsOf = (sources: GapSources): readonly PackGap[] => {
  const { tickets, articles, documents, factsOf } = sources;
  const found = [
    ...placeGaps(sources),
    ...documents.flatMap(({ id, number, title, states, place }) =>
      states.flatMap((state) => {
        const kind = ofDocument[state];
        const of = state === 'elsewhere' ? (place ?? number) : number;
        return kind === undefined ? [] : [gap(kind, { recordId: id, name: title, of })];
      }),
    ),
    ...tickets.flatMap((ticket) => fileGaps('ticketFile', ticket, factsOf(ticket.id).files)),
    ...articles.flatMap((article) => [
      ...fileGaps('articlePicture', article, onePerState(factsOf(article.id).files)),
      ...(article.isOutdated
        ? [gap('articleOutdated', { recordId: article.id, name: article.title, of: article.number })]
        : []),
    ]),
  ];
  return found.toSorted((left, right) => gapKinds.indexOf(left.kind) - gapKinds.indexOf(right.kind));
};
