/** What becomes of business cards (vCard) that come with a file: compared with who is known, decided without touching anything. */
import type { StoredRecord } from '../base/record.ts';
import { MAX_WAYS } from './limits.ts';
import { foldMailAddress } from './mail-address.ts';
import type { Person, PersonContent } from './person.ts';
import { phoneKey } from './phone.ts';

/** Cards of one file. */
export const MAX_CARDS = 10_000;
/** Of one file, bytes: cards carry photos, which are not taken. */
export const MAX_CARD_BYTES = 25 * 1024 * 1024;

/**
 * `new`: nobody has its id or address, or its number and name. `adds`: somebody has, and lacks something that the card says. `same`: it says
 * nothing new. `unclear`: several people are like it. `twice`: an earlier card of the file is of the same person.
 */
export const cardOutcomes = ['new', 'adds', 'same', 'unclear', 'twice', 'unreadable'] as const;
export type CardOutcome = (typeof cardOutcomes)[number];

/** Why a card cannot be read, and its place in the file is passed over. */
export const cardProblems = ['no-name', 'broken', 'no-end', 'too-long'] as const;
export type CardProblem = (typeof cardProblems)[number];

/** A person as a card has them: places by name, for it knows no ids of this desk. */
export interface CardContent extends Omit<PersonContent, 'organisationId' | 'siteId'> {
  readonly uid: string | null;
  readonly organisation: string | null;
  readonly site: string | null;
}

/** What `known` gets from a card: what they lack, nothing in the place of what they have. Undefined where the card says nothing new. */
export const gapsFilled = (known: PersonContent, card: PersonContent): PersonContent | undefined => {
  const own = new Set(known.emails.map(foldMailAddress));
  const numbers = new Set(known.phones.map(({ typed }) => phoneKey(typed) ?? typed));
  const emails = card.emails.filter((address) => !own.has(foldMailAddress(address)));
  const phones = card.phones.filter(({ typed }) => !numbers.has(phoneKey(typed) ?? typed));
  const filled: PersonContent = {
    ...known,
    otherName: known.otherName ?? card.otherName,
    sortAs: known.sortAs ?? card.sortAs,
    jobTitle: known.jobTitle ?? card.jobTitle,
    language: known.language ?? card.language,
    contactPreference: known.contactPreference ?? card.contactPreference,
    organisationId: known.organisationId ?? card.organisationId,
    siteId: known.siteId ?? card.siteId,
    note: known.note === '' ? card.note : known.note,
    emails: [...known.emails, ...emails].slice(0, Math.max(MAX_WAYS, known.emails.length)),
    phones: [...known.phones, ...phones].slice(0, Math.max(MAX_WAYS, known.phones.length)),
  };
  return JSON.stringify(filled) === JSON.stringify(known) ? undefined : filled;
};

/** A taken file of cards. `cardImport:<ULID>`; kept so that the whole can be taken back. */
export interface CardImport extends StoredRecord {
  readonly type: 'cardImport';
  readonly schema: 1;
  readonly fileName: string;
  readonly made: number;
  readonly filled: number;
  readonly undoneAt: string | null;
}

/** What a commit of a card import did. `cardPart:<import ULID>:<ULID>`; stays on this laptop. */
export interface CardPart extends StoredRecord {
  readonly type: 'cardPart';
  readonly schema: 1;
  readonly madePeople: readonly string[];
  readonly madeOrganisations: readonly string[];
  /** What they were before, and the revision that the import left. */
  readonly filled: readonly { readonly id: string; readonly revision: number; readonly before: PersonContent }[];
}

export const cardPartPrefix = (importId: string): string => `cardPart:${importId.slice('cardImport:'.length)}:`;

/** Whether a person is as an import made them: nobody has changed them since. */
export const isUntouched = (person: Person, revision: number): boolean =>
  person.revision === revision && person.mergedInto === null;
