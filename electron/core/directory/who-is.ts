/** What a name or a mail address in a list of another tool stands for here. Passed to the features that read such lists. */
import type { PersonRef } from '#shared/base/record.ts';
import { foldName } from '#shared/directory/likeness.ts';
import { foldMailAddress } from '#shared/directory/mail-address.ts';
import type { Directory } from './handlers.ts';

export interface WhoIs {
  /** Undefined where nobody, or more than one, goes by it. The address decides where it is known. */
  readonly person: (by: {
    readonly name: string | undefined;
    readonly mail: string | undefined;
  }) => PersonRef | undefined;
  readonly site: (name: string) => PersonRef | undefined;
}

export const whoIs = ({ people, places }: Directory): WhoIs => {
  const only = (mark: string): PersonRef | undefined => {
    const [first, ...others] = people.withMark(mark).filter(({ active }) => active);
    return first && others.length === 0 ? { id: first.id, name: first.name } : undefined;
  };
  return {
    person: ({ name, mail }) =>
      (mail === undefined ? undefined : only(`mail:${foldMailAddress(mail)}`)) ??
      (name === undefined ? undefined : only(`name:${foldName(name)}`)),
    site: (name) => {
      const [first, ...others] = places.sitesNamed(name);
      return first && others.length === 0 ? { id: first.id, name: first.name } : undefined;
    },
  };
};
