import { parseDocument } from 'yaml';
import { parseDate } from '#shared/calendar/dates.ts';
import { asLanguage } from '#shared/knowledge/exchange/language.ts';
import { trainingEnvelope } from '#shared/practice/training-file.ts';
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
  /** `YYYY-MM-DD` */
  readonly date: string | null;
  /** Written by an export of this console: nothing in its text has to be guessed. */
  readonly isOurs: boolean;
  /** Written by an export of a training desk. */
  readonly isTraining: boolean;
}

export interface SplitText {
  readonly front: FrontMatter;
  /** Why it cannot be read; null where it can, or there is none. */
  readonly problem: string | null;
  readonly text: string;
}

/** What an export of this console names itself in its files. */
export const GENERATOR = 'Deskside';
/** Where an export keeps the day that the source of an article gave itself: `date` is that of the version. */
export const SOURCE_DATE = 'source_date';

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
  date: null,
  isOurs: false,
  isTraining: false,
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

/** `2024-05-01…`, or `05/01/2024` where only Microsoft writes it so; null for what is no day of a calendar. */
const dayOf = (text: string | null): string | null => {
  const [, year, month, day] = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)/.exec(text ?? '') ?? [];
  if (year === undefined || month === undefined || day === undefined) return null;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return parseDate(iso) === undefined ? null : iso;
};

const american = (text: string | null): string | null => {
  const [, month, day, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text ?? '') ?? [];
  return dayOf(`${year}-${month}-${day}`) ?? dayOf(text);
};

const dateOf = (fields: Fields, isOurs: boolean): string | null => {
  if (isOurs) return dayOf(firstText(fields, SOURCE_DATE));
  const said = firstText(fields, 'date', 'lastmod', 'last_modified_at', 'updated', 'last_updated', 'published');
  return dayOf(said) ?? american(firstText(fields, 'ms.date', 'ms:contentkeydate'));
};

const read = (fields: Fields): FrontMatter => {
  const isOurs = fields.get('generator') === GENERATOR;
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
    date: dateOf(fields, isOurs),
    isOurs,
    isTraining: fields.has(trainingEnvelope.articleField),
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
