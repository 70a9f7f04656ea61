/**
 * The languages of the console. Each feature keeps its texts in its own folder (`messages.en.ts`, and `messages.zh-CN.ts` typed by it)
 * and has one line in `texts.en.ts` and in `texts.zh-CN.ts`; components then use `useTranslation('<feature>')`. Keys and their
 * `{{values}}` are checked by types. Numbers are written `{{count, number}}`; dates are formatted with `useFormat()` and passed in as text.
 */
import { createInstance, type i18n as I18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { hanSpacing, markValue } from '#renderer/ui/han-spacing.ts';
import type { Texts } from './texts.en.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'ui';
    keySeparator: false;
    strictKeyChecks: true;
    strictInterpolationChecks: true;
    resources: Texts;
  }
}

export const shownLanguages = ['en', 'zh-CN'] as const;
export type ShownLanguage = (typeof shownLanguages)[number];

/** What the system asks for: Simplified Chinese for any Chinese, else English. */
export const systemLanguage = (wanted: readonly string[]): ShownLanguage => {
  const first = wanted.find((tag) => /^(zh|en)\b/i.test(tag));
  return first !== undefined && /^zh\b/i.test(first) ? 'zh-CN' : 'en';
};

/** One language is loaded at a time, as one file of this page. */
const load = {
  en: async () => (await import('./texts.en.ts')).textsEn,
  'zh-CN': async () => (await import('./texts.zh-CN.ts')).textsZhCN,
} as const;

const loadLater = {
  en: async () => (await import('./later-texts.en.ts')).laterTextsEn,
  'zh-CN': async () => (await import('./later-texts.zh-CN.ts')).laterTextsZhCN,
} as const;

let started: I18n | undefined;
let wantsLater = false;

const addTexts = (i18n: I18n, language: ShownLanguage, texts: object): void => {
  for (const [namespace, each] of Object.entries(texts)) i18n.addResourceBundle(language, namespace, each);
};

/** For screens that are fetched on their own: resolves when their texts are there, in the language on screen and in any shown from then on. */
export const fetchLaterTexts = async (): Promise<void> => {
  wantsLater = true;
  const language = started?.language === 'zh-CN' ? 'zh-CN' : 'en';
  if (started && !started.hasResourceBundle(language, 'diagnosis'))
    addTexts(started, language, await loadLater[language]());
};

/** Resolves when the texts of `language` are there. Keeps `<html lang>` in step from then on. */
export const startI18n = async (language: ShownLanguage): Promise<I18n> => {
  const i18n = createInstance();
  await i18n
    .use(initReactI18next)
    .use(hanSpacing)
    .init({
      lng: language,
      fallbackLng: false,
      supportedLngs: shownLanguages,
      resources: { [language]: await load[language]() },
      defaultNS: 'ui',
      keySeparator: false,
      // React escapes what it draws. Here the edges of each value are marked, for the space between Han and Latin.
      interpolation: { escape: markValue },
      postProcess: 'hanSpacing',
      // What is on screen before its later texts are there is drawn again when they come.
      react: { useSuspense: false, bindI18nStore: 'added' },
    });
  const mark = (shown: string) => {
    document.documentElement.lang = shown;
  };
  mark(language);
  started = i18n;
  i18n.on('languageChanged', mark);
  return i18n;
};

/** Switches once the texts are loaded; until then everything stays as it is. */
export const showLanguage = async (i18n: I18n, language: ShownLanguage): Promise<void> => {
  if (!i18n.hasResourceBundle(language, 'ui')) {
    addTexts(i18n, language, await load[language]());
  }
  if (wantsLater && !i18n.hasResourceBundle(language, 'diagnosis'))
    addTexts(i18n, language, await loadLater[language]());
  await i18n.changeLanguage(language);
};
