import * as z from 'zod';
import type { PersonRef } from '#shared/base/record.ts';
import type { Result } from '#shared/base/result.ts';
import { articleAudiences, articleKinds, type Article, type ArticleContent } from '#shared/knowledge/article.ts';
import { beginArticle, type ArticleStamp } from '#shared/knowledge/create.ts';
import { planArticleMove, type ArticleMove } from '#shared/knowledge/plan.ts';
import type { ArticleUse } from '#shared/knowledge/use.ts';
import { quizInput } from '#shared/training/quiz-input.ts';
import type { Quiz } from '#shared/training/quiz.ts';
import articles from '../../../resources/sample/articles.json' with { type: 'json' };
import misses from '../../../resources/sample/misses.json' with { type: 'json' };
import quizzes from '../../../resources/sample/quizzes.json' with { type: 'json' };
import type { Setting } from './story.ts';

const text = z.string().min(1);
const lines = z.array(z.string()).min(1);
const days = z.int().min(0);

/** An article of the sample desk: who wrote it and when, how far it has come, and which reports it helps with. */
const sampleArticle = z.strictObject({
  key: text,
  kind: z.enum(articleKinds),
  language: z.enum(['en', 'zh-CN']),
  title: text,
  category: text,
  tags: z.array(text),
  audience: z.enum(articleAudiences),
  /** Markdown; `article:<key>` leads to another of these. */
  body: lines,
  author: text,
  /** Null for what is not published. */
  reviewer: text.nullable(),
  daysAgo: days,
  note: z.string(),
  /** From today; past its day if below 0. */
  validForDays: z.int().nullable(),
  /** Key of the original; `@1` where it follows the version before the last. */
  translates: text.nullable(),
  former: z.strictObject({ body: lines, daysAgo: days }).nullable(),
  stage: z.enum(['published', 'in_review', 'draft']),
  /** Titles of reports, in any language. */
  reports: z.array(text),
  helped: days,
  notHelped: days,
  opened: days,
  /** What somebody says is no longer right. */
  outdated: text.nullable(),
});
export type SampleArticle = z.output<typeof sampleArticle>;

/** In an order in which an original comes before its translations. Throws if the file does not hold what it should. */
export const loadArticles = (): readonly SampleArticle[] => z.array(sampleArticle).parse(articles);

/** Questions of some of them, by their key. Throws as `loadArticles` does. */
const loadQuizzes = (): Readonly<Record<string, Quiz>> => z.record(text, quizInput).parse(quizzes);

/** What somebody looked for in the library and nothing of it holds. */
const sampleMiss = z.strictObject({ text, times: z.int().min(1), daysAgo: days, by: text });

/** Throws as `loadArticles` does. */
export const loadMisses = (): readonly z.output<typeof sampleMiss>[] => z.array(sampleMiss).parse(misses);

/** What was published, with who wrote and reviewed it. */
interface PublishedVersion {
  readonly article: Article;
  readonly authors: readonly PersonRef[];
  readonly note: string;
}

export interface ArticleStory {
  readonly key: string;
  readonly article: Article;
  readonly versions: readonly PublishedVersion[];
  /** Apart from those on tickets. */
  readonly uses: readonly Pick<ArticleUse, 'version' | 'kind' | 'at' | 'by' | 'ticketId' | 'note'>[];
}

const told = <T>(outcome: Result<T>): T => {
  if (!outcome.ok) throw new Error(`sample article: ${outcome.failure.message}`);
  return outcome.value;
};

const DAY_MS = 86_400_000;

interface Telling {
  readonly script: SampleArticle;
  readonly stamp: ArticleStamp;
  readonly number: string;
  readonly original: Article | null;
  /** The number of another of the articles, by its key. */
  readonly numberOf: (key: string) => string;
  /** Who opens and judges it. */
  readonly readers: readonly PersonRef[];
}

/** An article as it came about, by the rules that everybody's articles follow. */
export const tellArticle = (telling: Telling, { now }: Pick<Setting, 'now'>): ArticleStory => {
  const { script, stamp, number, original, numberOf } = telling;
  const author: PersonRef = { id: null, name: script.author };
  const at = (daysAgo: number, hours = 0): string => new Date(now - daysAgo * DAY_MS + hours * 3_600_000).toISOString();
  const quiz = loadQuizzes()[script.key];
  const written = (body: readonly string[]): ArticleContent => ({
    title: script.title,
    body: body.join('\n').replaceAll(/\(article:([\w-]+)\)/g, (_all, key: string) => `(article:${numberOf(key)})`),
    category: script.category,
    tags: script.tags,
    audience: script.audience,
    ...(quiz ? { quiz } : {}),
  });
  const follows = original && {
    ...original,
    version: script.translates?.endsWith('@1') === true ? 1 : original.version,
  };
  const versions: PublishedVersion[] = [];
  const drafts = script.former ? [{ ...script.former, note: '' }, script] : [script];
  const [first] = drafts;
  let article = beginArticle(
    { kind: script.kind, language: script.language, content: written(first?.body ?? []), translates: follows },
    stamp,
    number,
    author,
  );
  const move = (next: ArticleMove, by: PersonRef, moment: string): void => {
    const before = article;
    const planned = told(planArticleMove(article, next, { by, at: moment, seen: article.revision }));
    article = planned.article;
    if (planned.publishes && before.next)
      versions.push({ article, authors: before.next.authors, note: before.next.note });
  };
  const validUntil = script.validForDays === null ? null : at(-script.validForDays).slice(0, 10);
  for (const { body, daysAgo, note } of drafts) {
    if (article.published) move({ action: 'revise' }, author, at(daysAgo, -5));
    move({ action: 'edit', content: written(body), note }, author, at(daysAgo, -4));
    move({ action: 'describe', kind: script.kind, owner: author, validUntil }, author, at(daysAgo, -3));
    if (script.stage === 'draft') continue;
    move({ action: 'submit' }, author, at(daysAgo, -2));
    if (script.reviewer !== null) move({ action: 'publish' }, { id: null, name: script.reviewer }, at(daysAgo));
  }
  return { key: script.key, article, versions, uses: usesOf(telling, article, at) };
};

/** Opened and judged by the desk in turn, within the last weeks. */
const usesOf = (
  { script, readers }: Telling,
  { version }: Article,
  at: (daysAgo: number, hours?: number) => string,
): ArticleStory['uses'] => {
  if (version === 0) return [];
  const reader = (place: number): PersonRef => readers[place % readers.length] ?? { id: null, name: script.author };
  const said = (kind: ArticleUse['kind'], count: number, from: number) =>
    Array.from({ length: Math.min(count, kind === 'opened' ? count : readers.length) }, (_, place) => ({
      version,
      kind,
      at: at(Math.min(script.daysAgo, 1 + ((place * 5 + from) % 40)), -(place % 7)),
      by: reader(place + from),
      ticketId: null,
      note: '',
    }));
  const outdated =
    script.outdated === null
      ? []
      : [{ version, kind: 'outdated' as const, at: at(3), by: reader(0), ticketId: null, note: script.outdated }];
  return [
    ...said('opened', script.opened, 0),
    ...said('helped', script.helped, 0),
    ...said('not_helped', script.notHelped, script.helped),
    ...outdated,
  ].toSorted((left, right) => left.at.localeCompare(right.at));
};
