import { parseDocument } from 'yaml';
import { asLanguage } from '#shared/knowledge/exchange/language.ts';
import { isOutsideAddress } from '#shared/base/outside-address.ts';

/** What a file says of itself before its text; null or empty where it says nothing. */
export interface FrontMatter {
  readonly title: string | null;
  readonly description: string | null;
  readonly tags: readonly string[];
  readonly category: string | null;
  readonly language: string | null;
  readonly kind: string | null;
  readonly url: string | null;
  readonly attribution: string | null;
  readonly licence: string | null;
  /** As it stands there; undefined for none. */
  readonly quiz: unknown;
  /** Written by an export of this console: nothing in its text has to be guessed. */
  readonly isOurs: boolean;
}

export interface SplitText {
  readonly front: FrontMatter;
  /** Why it cannot be read; null where it can, or there is none. */
  readonly problem: string | null;
  readonly text: string;
}

/** What an export of this console names itself in its files. */
export const GENERATOR = 'Deskside';

const none: FrontMatter = {
  title: null,
  description: null,
  tags: [],
  category: null,
  language: null,
  kind: null,
  url: null,
  attribution: null,
  licence: null,
  quiz: undefined,
  isOurs: false,
};

/** Longest front matter, characters: keywords, and the questions of a quiz at its largest. */
const MAX_FRONT = 512 * 1024;

/** `---` lines, also with spaces after them, as several systems write them. */
const FENCED = /^---[ \t]*\n([\s\S]*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\n|$)/;

type Fields = ReadonlyMap<string, unknown>;

const textOf = (value: unknown): string | null => {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
  return text === '' ? null : text;
};

const firstText = (fields: Fields, ...keys: readonly string[]): string | null => {
  for (const key of keys) {
    const value = fields.get(key);
    const text = textOf(Array.isArray(value) ? value[0] : value);
    if (text !== null) return text;
  }
  return null;
};

/** A list, or words with commas between them. */
const wordsOf = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : typeof value === 'string' ? value.split(/[,，;；、]/) : []).flatMap(
    (word: unknown) => textOf(word) ?? [],
  );

const read = (fields: Fields): FrontMatter => {
  const language = firstText(fields, 'lang', 'language', 'locale', 'ms.contentlocale');
  const url = firstText(fields, 'url', 'canonical', 'canonical_url', 'source', 'original', 'ms:mtpsurl');
  return {
    title: firstText(fields, 'title', 'titlesuffix', 'toctitle', 'linktitle', 'name'),
    description: firstText(fields, 'description', 'summary', 'excerpt'),
    tags: [...new Set([...wordsOf(fields.get('tags')), ...wordsOf(fields.get('keywords'))])],
    category: firstText(fields, 'category', 'categories', 'section'),
    language: language === null ? null : (asLanguage(language) ?? null),
    kind: firstText(fields, 'kind', 'type'),
    url: url !== null && isOutsideAddress(url) ? url : null,
    attribution: firstText(fields, 'attribution', 'author'),
    licence: firstText(fields, 'license', 'licence'),
    quiz: fields.get('quiz') ?? undefined,
    isOurs: fields.get('generator') === GENERATOR,
  };
};

/** The text after its front matter, whatever that is worth: what is broken is named and left out, the text is kept. */
export const splitFrontMatter = (text: string): SplitText => {
  const found = text.startsWith('---') ? FENCED.exec(text) : null;
  if (!found) return { front: none, problem: null, text };
  const rest = text.slice(found[0].length);
  const yaml = found[1] ?? '';
  if (yaml.length > MAX_FRONT) return { front: none, problem: `longer than ${MAX_FRONT} characters`, text: rest };
  const document = parseDocument(yaml, { uniqueKeys: false, logLevel: 'silent' });
  const [error] = document.errors;
  if (error) return { front: none, problem: error.message.split('\n')[0] ?? '', text: rest };
  let value: unknown;
  try {
    // Names of names that would unfold to millions are an error, not a list of tags.
    value = document.toJS({ maxAliasCount: 50 });
  } catch (bomb) {
    return { front: none, problem: bomb instanceof Error ? bomb.message : String(bomb), text: rest };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    // A line of dashes opens a text as well as front matter.
    return value === null ? { front: none, problem: null, text: rest } : { front: none, problem: null, text };
  }
  const fields = new Map(Object.entries(value).map(([key, field]) => [key.toLowerCase(), field as unknown]));
  return { front: read(fields), problem: null, text: rest };
};
