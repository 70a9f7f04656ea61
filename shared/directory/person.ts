/** People, organisations and sites around the desk, and who is on call. Records and pure rules; lists, commits and files belong elsewhere. */
import type { StoredRecord } from '../base/record.ts';

export const phoneKinds = ['work', 'mobile', 'home', 'other'] as const;
export type PhoneKind = (typeof phoneKinds)[number];

export interface Phone {
  readonly kind: PhoneKind;
  /** As somebody wrote it: an extension or a note within it stays. */
  readonly typed: string;
  /** `+8613800138000`; null where the country is not said. Derived from `typed` with each save. */
  readonly e164: string | null;
}

export const contactPreferences = ['phone', 'mail', 'in_person'] as const;
export type ContactPreference = (typeof contactPreferences)[number];

/** What a person edits of a contact. */
export interface PersonContent {
  readonly name: string;
  /** The name in another script, e.g. `Li Wei` of 李伟; null if nobody gave it. */
  readonly otherName: string | null;
  /** What lists sort it by instead of its name. */
  readonly sortAs: string | null;
  /** The first is the one to write to. */
  readonly emails: readonly string[];
  /** The first is the one to call. */
  readonly phones: readonly Phone[];
  readonly organisationId: string | null;
  readonly siteId: string | null;
  readonly jobTitle: string | null;
  /** BCP 47 of the language they are spoken to in. */
  readonly language: string | null;
  readonly contactPreference: ContactPreference | null;
  readonly isVip: boolean;
  readonly note: string;
}

/** Found to be the same as another: tickets that name this one are that one's. `added` is what the other got with it, so that it can be undone. */
export interface MergedInto {
  readonly id: string;
  readonly at: string;
  readonly added: { readonly emails: readonly string[]; readonly phones: readonly Phone[] };
  /** Absent for one who was active until then. */
  readonly wasInactive?: true;
}

/** `person:<ULID>`. Tickets name people by this id as `PersonRef`. Never deleted: one who left is inactive. */
export interface Person extends StoredRecord, PersonContent {
  readonly type: 'person';
  readonly schema: 1;
  /** Grows with each change. */
  readonly revision: number;
  readonly active: boolean;
  readonly mergedInto: MergedInto | null;
  /** `cardImport:<ULID>` that it came with; null for one written by hand. */
  readonly batch: string | null;
  /** What names the card in the file that it came from, so that the same file again is the same person. */
  readonly cardUid: string | null;
}

export const emptyPerson: PersonContent = {
  name: '',
  otherName: null,
  sortAs: null,
  emails: [],
  phones: [],
  organisationId: null,
  siteId: null,
  jobTitle: null,
  language: null,
  contactPreference: null,
  isVip: false,
  note: '',
};

export const contentOfPerson = (person: PersonContent): PersonContent => ({
  name: person.name,
  otherName: person.otherName,
  sortAs: person.sortAs,
  emails: person.emails,
  phones: person.phones,
  organisationId: person.organisationId,
  siteId: person.siteId,
  jobTitle: person.jobTitle,
  language: person.language,
  contactPreference: person.contactPreference,
  isVip: person.isVip,
  note: person.note,
});
