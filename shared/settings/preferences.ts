import type { StoredRecord } from '../base/record.ts';
import type { Preferences } from './operations.ts';

/** `preferences:<user ULID>`; never synced. */
export interface PreferencesRecord extends StoredRecord, Preferences {
  readonly type: 'preferences';
  readonly schema: 1;
}

export const defaultPreferences: Preferences = { language: 'system', theme: 'system' };

export const preferencesIdOf = (userId: string): string => `preferences:${userId.slice(userId.indexOf(':') + 1)}`;
