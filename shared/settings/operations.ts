import * as z from 'zod';
import { command, query } from '../contract/operation.ts';

export const languages = ['en', 'zh-CN'] as const;
export type Language = (typeof languages)[number];

/** Per person and laptop, never synced. `system` follows the operating system. */
export interface Preferences {
  readonly language: Language | 'system';
  readonly theme: 'light' | 'dark' | 'system';
  /** Told of new alerts by the system where the console is not in front; absent: yes. */
  readonly systemNotices?: boolean | undefined;
}

export const settingsOperations = {
  'settings.preferences': query('signed-in', z.strictObject({})).returns<Preferences>(),
  'settings.setPreferences': command(
    'signed-in',
    z.strictObject({
      language: z.enum([...languages, 'system']),
      theme: z.enum(['light', 'dark', 'system']),
      systemNotices: z.boolean().optional(),
    }),
  ).returns<Preferences>(),
  /** `hostNotifies`: the host gives notices of the system by itself; elsewhere the page asks the browser for leave. */
  'settings.notices': query('signed-in', z.strictObject({})).returns<{ readonly hostNotifies: boolean }>(),
};
