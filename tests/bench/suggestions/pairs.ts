/** The labelled tickets and the articles that they are matched with. The articles are not part of this repository. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';

const root = process.env['DESKSIDE_ROOT'] ?? process.cwd();

const pairs = z.array(
  z.strictObject({
    title: z.string(),
    text: z.string(),
    category: z.string().optional(),
    /** Names of files, without folder of the set and ending. */
    articles: z.array(z.string()),
    past: z.boolean().optional(),
  }),
);

export type Pair = z.infer<typeof pairs>[number];

export const readPairs = (set: 'development' | 'held-out'): readonly Pair[] =>
  pairs.parse(parse(readFileSync(path.join(root, 'tests/bench/suggestions', `pairs.${set}.yaml`), 'utf8')));

export const isChinese = ({ title }: Pair): boolean => /\p{Script=Han}/u.test(title);

export interface ArticleText {
  readonly name: string;
  readonly language: 'en' | 'zh-CN';
  readonly title: string;
  readonly tags: readonly string[];
  readonly body: string;
}

const sets = [
  { folder: 'kb-zh-windows-bugcheck-ccby', language: 'zh-CN' },
  { folder: 'kb-en-sysinternals-ccby/sysinternals', language: 'en' },
] as const;

const unquoted = (text: string): string => text.trim().replace(/^(['"])(.*)\1$/u, '$2');

/** As crude as it may be: head matter to title and tags, markup out of the body. */
const articleOf = (name: string, language: ArticleText['language'], file: string): ArticleText => {
  const text = readFileSync(file, 'utf8').replace(/^\uFEFF/u, '');
  const [head = '', frontMatter = ''] = /^---\s*\n([\s\S]*?)\n---\s*\n/u.exec(text) ?? [];
  const keywords = /^keywords:\s*\n((?:- .*\n)+)/mu.exec(frontMatter)?.[1] ?? '';
  const body = text
    .slice(head.length)
    .replaceAll(/<[^>]*>/gu, ' ')
    .replaceAll(/\\([_*()[\]])/gu, '$1');
  const title = /^title:(.*)$/mu.exec(frontMatter)?.[1] ?? /^#\s+(.*)$/mu.exec(body)?.[1] ?? name;
  return {
    name,
    language,
    title: unquoted(title),
    tags: keywords.split('\n').flatMap((line) => (line.startsWith('- ') ? [unquoted(line.slice(2))] : [])),
    body,
  };
};

/** Undefined where they are not at hand. */
export const readArticles = (): readonly ArticleText[] | undefined => {
  const articles: ArticleText[] = [];
  for (const { folder, language } of sets) {
    const base = path.join(root, '../shared/data', folder);
    if (!existsSync(base)) return undefined;
    for (const entry of readdirSync(base, { recursive: true, encoding: 'utf8' })) {
      if (!entry.endsWith('.md') || entry === 'ORIGIN.md') continue;
      articles.push(articleOf(entry.slice(0, -'.md'.length), language, path.join(base, entry)));
    }
  }
  return articles;
};
