/** How one person likes the console on this laptop. */
import { succeed } from '#shared/base/result.ts';
import { defaultPreferences, preferencesIdOf, type PreferencesRecord } from '#shared/settings/preferences.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers } from '../dispatch.ts';
import type { Capabilities } from '../ports.ts';
import { actorOf } from '../session.ts';

type SettingsOperation = 'settings.preferences' | 'settings.setPreferences' | 'settings.notices';

export const settingsHandlers = (
  desk: Desk,
  { notify }: Pick<Capabilities, 'notify'>,
): FeatureHandlers<SettingsOperation> => ({
  'settings.preferences': (_input, { session }) => {
    const { language, theme, systemNotices } =
      desk.records.get<PreferencesRecord>('preferences', preferencesIdOf(session.userId)) ?? defaultPreferences;
    return succeed({ language, theme, ...(systemNotices === undefined ? {} : { systemNotices }) });
  },

  'settings.notices': () => succeed({ hostNotifies: notify }),

  'settings.setPreferences': (preferences, { session }) =>
    desk.commit(actorOf(session), (unit) => {
      const id = preferencesIdOf(session.userId);
      const createdAt = unit.get<PreferencesRecord>('preferences', id)?.createdAt ?? unit.at;
      unit.putLocal({ ...unit.stamp('preferences', id), createdAt, ...preferences } satisfies PreferencesRecord);
      return succeed(preferences);
    }),
});
