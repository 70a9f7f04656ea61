import { isAllowed, type Permission, type Role } from '#shared/accounts/roles.ts';
import type { PersonRef, StoredRecord } from '#shared/base/record.ts';
import { notFound } from '#shared/base/not-found.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';

interface KnownUser extends StoredRecord {
  readonly type: 'user';
  readonly displayName: string;
  readonly disabled: boolean;
  readonly roles: readonly Role[];
}

interface Reader {
  get<R extends StoredRecord>(type: R['type'], id: string): R | undefined;
}

/**
 * Who can be given work: a person known on this desk goes by the name they have here now, another one by the name given. Refused as
 * `record.not-found` or `auth.user-disabled` { name }.
 */
export const knownPerson = (person: PersonRef, records: Reader): Result<PersonRef> => {
  if (person.id === null) return succeed(person);
  const user = records.get<KnownUser>('user', person.id);
  if (!user) return refuse('record.not-found', `there is no user ${person.id}`, { type: 'user', id: person.id });
  if (user.disabled)
    return refuse('auth.user-disabled', `${user.displayName} cannot sign in any more`, { name: user.displayName });
  return succeed({ id: user.id, name: user.displayName });
};

/** Who asks, as a ticket may name them: an id is that of somebody of the contacts, a name alone may be anybody's. Refused as `record.not-found`. */
export const knownRequester = (requester: PersonRef | null | undefined, records: Reader): Result<null> =>
  !requester || requester.id === null || records.get('person', requester.id)
    ? succeed(null)
    : notFound('person', requester.id);

/** Who can sign in and may do this, under the names they have now. */
export const peopleAllowed = (
  records: Reader & { ids(type: string): Iterable<string> },
  permission: Permission,
): readonly { readonly id: string; readonly name: string }[] =>
  [...records.ids('user')].flatMap((id) => {
    const user = records.get<KnownUser>('user', id);
    return user && !user.disabled && isAllowed(user.roles, permission) ? [{ id: user.id, name: user.displayName }] : [];
  });

/** Who works on tickets. */
export const workersOf = (records: Parameters<typeof peopleAllowed>[0]): ReturnType<typeof peopleAllowed> =>
  peopleAllowed(records, 'tickets.work');
