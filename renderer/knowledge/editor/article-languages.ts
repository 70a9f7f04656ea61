import { languageName } from '../language-name.ts';

/** Offered for a new article, those of this console first. */
const offered = ['en', 'zh-CN', 'zh-TW', 'ja', 'ko', 'de', 'fr', 'es', 'pt-BR', 'ru', 'vi', 'id'] as const;

/** As options by the names that their readers give them, with the one that is chosen among them. */
export const languageOptions = (chosen: string): readonly { readonly value: string; readonly label: string }[] =>
  [...new Set<string>([...offered, chosen])].map((value) => ({ value, label: languageName(value) }));
