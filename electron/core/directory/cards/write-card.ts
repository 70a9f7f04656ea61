import ICAL from 'ical.js';
import { TRAINING_MARK } from '#shared/practice/mark.ts';
import { trainingEnvelope } from '#shared/practice/training-file.ts';
import type { Person, PhoneKind } from '#shared/directory/person.ts';

const typeOf: Readonly<Record<PhoneKind, string>> = { work: 'work', mobile: 'cell', home: 'home', other: 'voice' };

export interface CardPlaces {
  readonly organisation: string | null;
  readonly site: string | null;
}

/** A person as a vCard 4.0 (RFC 6350), ending with a line break. What the standard has no place for stands in `X-DESKSIDE-…`. */
export const writeCard = (person: Person, { organisation, site }: CardPlaces, isPractice = false): string => {
  const properties: unknown[] = [['version', {}, 'text', '4.0']];
  const add = (name: string, value: unknown, params: object = {}, type = 'text'): void => {
    properties.push([name, params, type, value]);
  };
  add('uid', person.cardUid ?? `urn:deskside:${person.id}`);
  add('fn', person.name);
  if (person.otherName !== null) add('fn', person.otherName);
  if (person.sortAs !== null) add('n', [person.name, '', '', '', ''], { 'sort-as': person.sortAs });
  for (const [place, address] of person.emails.entries()) add('email', address, { pref: String(place + 1) });
  for (const [place, { kind, typed }] of person.phones.entries())
    add('tel', typed, { type: typeOf[kind], pref: String(place + 1) });
  if (organisation !== null) add('org', [organisation]);
  if (person.jobTitle !== null) add('title', person.jobTitle);
  if (person.language !== null) add('lang', person.language, {}, 'language-tag');
  if (person.note !== '') add('note', person.note);
  if (site !== null) add('x-deskside-site', site);
  if (person.isVip) add('x-deskside-vip', '1');
  if (person.contactPreference !== null) add('x-deskside-prefers', person.contactPreference);
  if (isPractice) add(trainingEnvelope.cardProperty, TRAINING_MARK);
  add('rev', person.updatedAt, {}, 'text');
  return `${ICAL.stringify(['vcard', properties, []])}\r\n`;
};
