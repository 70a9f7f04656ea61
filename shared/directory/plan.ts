/** What becomes of a record of the directory, decided without touching anything; core stores it. */
import { refuse, succeed, type Result } from '../base/result.ts';
import { MAX_WAYS } from './limits.ts';
import { foldMailAddress } from './mail-address.ts';
import type { Person, PersonContent } from './person.ts';
import { phoneKey } from './phone.ts';

interface Revised {
  readonly revision: number;
}

/** `record.stale` where the record is no longer at the revision that the person saw; `seen` null is a record just being made. */
export const checkSeen = (before: Revised | undefined, seen: number | null): Result<null> =>
  (before?.revision ?? null) === seen
    ? succeed(null)
    : refuse('record.stale', `revision ${before?.revision ?? 'none'} was not seen, but ${seen ?? 'none'}`, {
        fields: [],
      });

const firstOfEach = <T>(values: readonly T[], keyOf: (value: T) => string): readonly T[] => {
  const taken = new Set<string>();
  return values.filter((value) => {
    const key = keyOf(value);
    if (taken.has(key)) return false;
    taken.add(key);
    return true;
  });
};

/** An address or a number written twice is one. */
export const tidyPerson = (content: PersonContent): PersonContent => ({
  ...content,
  emails: firstOfEach(content.emails, foldMailAddress),
  phones: firstOfEach(content.phones, ({ typed }) => phoneKey(typed) ?? typed),
});

/**
 * Two records of one person: `keep` stays, with the addresses and numbers that only `drop` had, as far as there is
 * room for them; `drop` is inactive and names
 * the one that stays, so that its tickets are found there. Refused as `person.merge` where either was merged already, or both are one.
 */
export const planMerge = (
  keep: Person,
  drop: Person,
  at: string,
): Result<{ readonly keep: Person; readonly drop: Person }> => {
  if (keep.id === drop.id || keep.mergedInto || drop.mergedInto)
    return refuse('person.merge', 'a merge is of two people, neither of them merged already');
  const emails = drop.emails
    .filter((address) => !keep.emails.some((own) => foldMailAddress(own) === foldMailAddress(address)))
    .slice(0, Math.max(0, MAX_WAYS - keep.emails.length));
  const numberOf = (typed: string): string => phoneKey(typed) ?? typed;
  const phones = drop.phones
    .filter(({ typed }) => !keep.phones.some((own) => numberOf(own.typed) === numberOf(typed)))
    .slice(0, Math.max(0, MAX_WAYS - keep.phones.length));
  return succeed({
    keep: {
      ...keep,
      emails: [...keep.emails, ...emails],
      phones: [...keep.phones, ...phones],
      updatedAt: at,
      revision: keep.revision + 1,
    },
    drop: {
      ...drop,
      active: false,
      mergedInto: { id: keep.id, at, added: { emails, phones }, ...(drop.active ? {} : { wasInactive: true }) },
      updatedAt: at,
      revision: drop.revision + 1,
    },
  });
};

/** Takes a merge back: each has their own addresses and tickets again, and one who had left has left. `person.merge` where there was none. */
export const planUnmerge = (
  keep: Person,
  drop: Person,
  at: string,
): Result<{ readonly keep: Person; readonly drop: Person }> => {
  if (drop.mergedInto?.id !== keep.id) return refuse('person.merge', `${drop.id} was not merged into ${keep.id}`);
  const { added } = drop.mergedInto;
  const emails = new Set(added.emails);
  const phones = new Set(added.phones.map(({ typed }) => typed));
  return succeed({
    keep: {
      ...keep,
      emails: keep.emails.filter((address) => !emails.has(address)),
      phones: keep.phones.filter(({ typed }) => !phones.has(typed)),
      updatedAt: at,
      revision: keep.revision + 1,
    },
    drop: {
      ...drop,
      active: !drop.mergedInto.wasInactive,
      mergedInto: null,
      updatedAt: at,
      revision: drop.revision + 1,
    },
  });
};
