import { folderOf, nameOf } from './path.ts';

/** BCP 47 as records have it: `zh-CN`, `en`. Regions of English are one; Chinese without a region is that of the mainland. */
export const asLanguage = (text: string): string | undefined => {
  const parts = text.trim().replaceAll('_', '-').split('-');
  const written = parts[0]?.toLowerCase() ?? '';
  if (!/^[a-z]{2,3}$/.test(written) || !parts.every((part) => /^[A-Za-z0-9]{2,8}$/.test(part))) return undefined;
  // Three letters are another name of many: `eng`, `zho`.
  const primary = Intl.getCanonicalLocales(written)[0]?.split('-')[0];
  if (primary === 'en') return 'en';
  const rest = parts.slice(1).map((part) => part.toLowerCase());
  if (primary === 'zh') return rest.some((part) => ['tw', 'hk', 'mo', 'hant'].includes(part)) ? 'zh-TW' : 'zh-CN';
  return primary;
};

/** Codes that names of folders and files carry; others of two letters are words. */
const named = new Set(['en', 'zh', 'de', 'fr', 'es', 'ja', 'ko', 'pt', 'it', 'ru', 'nl', 'pl']);

const languageIn = (name: string): string | undefined => {
  const found = /^([a-z]{2})(?:[-_](?:[a-z]{2}|hans|hant))?$/i.exec(name);
  return found?.[1] && named.has(found[1].toLowerCase()) ? asLanguage(name) : undefined;
};

/** What the path says: `zh-cn/reset.md`, `reset.zh-CN.md`. The nearest name counts. */
export const languageOfPath = (place: string): string | undefined => {
  const marks = nameOf(place).split('.').slice(1, -1).toReversed();
  for (const name of [...marks, ...folderOf(place).split('/').toReversed()]) {
    const language = languageIn(name);
    if (language !== undefined) return language;
  }
  return undefined;
};

/** Han signs for one letter from which on a text is Chinese: English names and commands stand within it. */
const HAN_SHARE = 0.12;

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** What the letters say. */
export const languageOfText = (text: string): string => {
  const kana = count(text, /[\p{Script=Hiragana}\p{Script=Katakana}]/gu);
  const hangul = count(text, /\p{Script=Hangul}/gu);
  const han = count(text, /\p{Script=Han}/gu);
  const latin = count(text, /\p{Script=Latin}/gu);
  const all = kana + hangul + han + latin;
  if (kana > all * HAN_SHARE) return 'ja';
  if (hangul > all * HAN_SHARE) return 'ko';
  return han > all * HAN_SHARE ? 'zh-CN' : 'en';
};
