import { useMantineColorScheme } from '@mantine/core';
import { useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useSessionStore } from '#renderer/api/session.tsx';
import { createPreferencesStore } from '#renderer/settings/preferences-store.ts';
import { deviceMemory } from './device-memory.ts';
import { showLanguage, systemLanguage, type ShownLanguage } from './i18n.ts';

/** A language picked by hand before anyone signed in; it becomes the preference of who signs in next. */
let pickedBefore: ShownLanguage | undefined;

export const startLanguage = (): ShownLanguage => {
  const remembered = deviceMemory.language();
  return remembered === 'en' || remembered === 'zh-CN' ? remembered : systemLanguage(navigator.languages);
};

/** Switches the language where nobody is signed in: lock screen, set-up. */
export const usePickLanguage = (): ((language: ShownLanguage) => void) => {
  const { i18n } = useTranslation();
  return useCallback(
    (language) => {
      pickedBefore = language;
      deviceMemory.rememberLanguage(language);
      void showLanguage(i18n, language);
    },
    [i18n],
  );
};

/** Shows the console as the signed-in person likes it, and remembers that for the lock screen. */
export const useAppearance = (): void => {
  const { i18n } = useTranslation();
  const { setColorScheme } = useMantineColorScheme();
  const store = useSessionStore(createPreferencesStore);
  const preferences = useStore(store, (state) => state.preferences);
  const language = preferences?.language;
  const theme = preferences?.theme;

  useEffect(() => {
    if (pickedBefore === undefined || language === undefined) return;
    const picked = pickedBefore;
    pickedBefore = undefined;
    if (picked !== language) void store.getState().change({ language: picked });
  }, [store, language]);

  useEffect(() => {
    if (language === undefined || pickedBefore !== undefined) return;
    const shown = language === 'system' ? systemLanguage(navigator.languages) : language;
    deviceMemory.rememberLanguage(shown);
    if (i18n.language !== shown) void showLanguage(i18n, shown);
  }, [i18n, language]);

  useEffect(() => {
    if (theme !== undefined) setColorScheme(theme === 'system' ? 'auto' : theme);
  }, [theme, setColorScheme]);
};
