import { isVisible } from '#shared/base/visible.ts';
import { isMailAddress } from '#shared/directory/mail-address.ts';
import { contentOfPerson, emptyPerson, type Person, type PersonContent } from '#shared/directory/person.ts';
import { isPhone, toE164 } from '#shared/directory/phone.ts';
import type { TypedPhone } from './ways-field.tsx';

/** The card of a person as it stands in the form: texts where the record has null for none. */
export interface PersonForm extends Omit<PersonContent, 'otherName' | 'sortAs' | 'jobTitle' | 'phones'> {
  readonly otherName: string;
  readonly sortAs: string;
  readonly jobTitle: string;
  readonly phones: readonly TypedPhone[];
  readonly active: boolean;
}

export const formOfPerson = (person: Person | null): PersonForm => {
  const content = person ? contentOfPerson(person) : emptyPerson;
  return {
    ...content,
    otherName: content.otherName ?? '',
    sortAs: content.sortAs ?? '',
    jobTitle: content.jobTitle ?? '',
    phones: content.phones.map(({ kind, typed }) => ({ kind, typed })),
    active: person?.active ?? true,
  };
};

const orNull = (text: string): string | null => text.trim() || null;

export const contentOfForm = ({ active: _active, ...form }: PersonForm): PersonContent => ({
  ...form,
  name: form.name.trim(),
  otherName: orNull(form.otherName),
  sortAs: orNull(form.sortAs),
  jobTitle: orNull(form.jobTitle),
  emails: form.emails.map((address) => address.trim()).filter((address) => address !== ''),
  phones: form.phones
    .filter(({ typed }) => typed.trim() !== '')
    .map(({ kind, typed }) => ({ kind, typed: typed.trim(), e164: toE164(typed) })),
});

export const isWrongMail = (address: string): boolean => address.trim() !== '' && !isMailAddress(address.trim());
export const isWrongPhone = ({ typed }: TypedPhone): boolean => typed.trim() !== '' && !isPhone(typed);
export const lacksName = ({ name }: { readonly name: string }): boolean => !isVisible(name);

/** Fields that cannot be saved as they stand. */
export const faultsInPerson = (form: PersonForm): number =>
  Number(lacksName(form)) + form.emails.filter(isWrongMail).length + form.phones.filter(isWrongPhone).length;
