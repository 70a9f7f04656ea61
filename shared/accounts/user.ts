import type { StoredRecord } from '../base/record.ts';
import { refuse, succeed, type Result } from '../base/result.ts';
import type { UserView } from './operations.ts';
import type { Role } from './roles.ts';

/** A person of this desk as the store holds them. What a person may do is read from here and from nowhere else. */
export interface User extends StoredRecord {
  readonly type: 'user';
  /** What one signs in as; unique on a desk, whatever its case and width. */
  readonly name: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly disabled: boolean;
}

export interface UserChange {
  readonly displayName?: string | undefined;
  readonly roles?: readonly Role[] | undefined;
  readonly disabled?: boolean | undefined;
}

export const viewUser = ({ id, name, displayName, roles, disabled, createdAt }: User): UserView => ({
  id,
  name,
  displayName,
  roles,
  disabled,
  createdAt,
});

/** Two names that people would read as the same are the same. */
export const foldSignInName = (name: string): string => name.normalize('NFKC').trim().toLowerCase();

export const isAdministrator = (user: User): boolean => !user.disabled && user.roles.includes('administrator');

/**
 * `all` are the users of the desk; `hasKey` says who has a passphrase that opens it, without which an administrator administers nothing.
 * Refuses with `auth.last-administrator` if nobody would be left who can come in and manage users.
 */
export const changeUser = (
  all: Iterable<User>,
  user: User,
  change: UserChange,
  at: string,
  hasKey: (userId: string) => boolean,
): Result<User> => {
  const next: User = {
    ...user,
    displayName: change.displayName ?? user.displayName,
    roles: change.roles ? [...new Set(change.roles)] : user.roles,
    disabled: change.disabled ?? user.disabled,
    updatedAt: at,
  };
  if (isAdministrator(user) && !isAdministrator(next)) {
    const others = [...all].some((other) => other.id !== user.id && isAdministrator(other) && hasKey(other.id));
    if (!others) return refuse('auth.last-administrator', 'the last administrator stays', { name: user.displayName });
  }
  return succeed(next);
};
