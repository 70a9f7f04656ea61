import type { StoredRecord } from '#shared/base/record.ts';
import type { User } from '#shared/accounts/user.ts';
import type { Records } from '../storage/store.ts';

/** What this console knows about itself. Never leaves the laptop. */
export interface Profile extends StoredRecord {
  readonly type: 'profile';
  /** A desk of made-up tickets for looking around. */
  readonly sample: boolean;
  /** 0 never. */
  readonly autoLockMinutes: number;
  /** Public half of the printed recovery key: what is encrypted for it can be read with the paper alone. */
  readonly recoveryRecipient: string;
}

export const DEFAULT_AUTO_LOCK_MINUTES = 10;

export const profileOf = (records: Records): Profile | undefined => {
  for (const id of records.ids('profile')) return records.get<Profile>('profile', id);
  return undefined;
};

export const usersOf = (records: Records): readonly User[] => {
  const users: User[] = [];
  for (const id of records.ids('user')) {
    const user = records.get<User>('user', id);
    if (user) users.push(user);
  }
  return users;
};
