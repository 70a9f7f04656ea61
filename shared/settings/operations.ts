import * as z from 'zod';
import { command, query } from '../contract/operation.ts';

export const languages = ['en', 'zh-CN'] as const;
export type Language = (typeof languages)[number];

/** Per person and laptop, never synced. `system` follows the operating system. */
export interface Preferences {
  readonly language: Language | 'system';
  readonly theme: 'light' | 'dark' | 'system';
}

export const settingsOperations = {
  'settings.preferences': query('signed-in', z.strictObject({})).returns<Preferences>(),
  'settings.setPreferences': command(
    'signed-in',
    z.strictObject({ language: z.enum([...languages, 'system']), theme: z.enum(['light', 'dark', 'system']) }),
  ).returns<Preferences>(),
};
