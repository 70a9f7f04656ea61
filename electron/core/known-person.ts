import type { PersonRef, StoredRecord } from '#shared/base/record.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import type { Unit } from './unit.ts';

interface KnownUser extends StoredRecord {
  readonly type: 'user';
  readonly displayName: string;
  readonly disabled: boolean;
}

/** A person known on this desk goes by the name they have here now. Refuses with `record.not-found` or `auth.user-disabled` { name }. */
export const knownPerson = (person: PersonRef, unit: Unit): Result<PersonRef> => {
  if (person.id === null) return succeed(person);
  const user = unit.get<KnownUser>('user', person.id);
  if (!user) return refuse('record.not-found', `there is no user ${person.id}`, { type: 'user', id: person.id });
  if (user.disabled)
    return refuse('auth.user-disabled', `${user.displayName} cannot sign in any more`, { name: user.displayName });
  return succeed({ id: user.id, name: user.displayName });
};
