import type { Projection } from '../base/record.ts';
import type { Person } from './person.ts';
import type { Organisation, Site } from './place.ts';

/** What lists and searches know of each person without opening them. */
export type PersonRow = {
  readonly id: string;
  readonly name: string;
  readonly otherName: string | null;
  readonly sortAs: string | null;
  readonly emails: readonly string[];
  /** As typed. */
  readonly phones: readonly string[];
  readonly organisationId: string | null;
  readonly siteId: string | null;
  readonly jobTitle: string | null;
  readonly isVip: boolean;
  readonly active: boolean;
  /** Id of the person that this one was found to be. */
  readonly mergedInto: string | null;
  readonly batch: string | null;
  readonly cardUid: string | null;
};

export const personRow = (person: Person): PersonRow => ({
  id: person.id,
  name: person.name,
  otherName: person.otherName,
  sortAs: person.sortAs,
  emails: person.emails,
  phones: person.phones.map(({ typed }) => typed),
  organisationId: person.organisationId,
  siteId: person.siteId,
  jobTitle: person.jobTitle,
  isVip: person.isVip,
  active: person.active,
  mergedInto: person.mergedInto?.id ?? null,
  batch: person.batch,
  cardUid: person.cardUid,
});

export const personProjection: Projection<Person> = { type: 'person', version: 1, project: personRow };

export type OrganisationRow = {
  readonly id: string;
  readonly name: string;
  readonly contractRef: string | null;
  readonly active: boolean;
};

export const organisationRow = ({ id, name, contractRef, active }: Organisation): OrganisationRow => ({
  id,
  name,
  contractRef,
  active,
});

export type SiteRow = {
  readonly id: string;
  readonly name: string;
  readonly organisationId: string | null;
  readonly address: string;
  readonly zone: string;
  readonly active: boolean;
};

export const siteRow = ({ id, name, organisationId, address, zone, active }: Site): SiteRow => ({
  id,
  name,
  organisationId,
  address,
  zone,
  active,
});
