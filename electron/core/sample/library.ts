import { articleVersionPrefix, type Article, type ArticleVersion } from '#shared/knowledge/article.ts';
import type { SearchMiss } from '#shared/knowledge/miss.ts';
import { ticketUseId } from '#shared/knowledge/ticket-use.ts';
import { articleUsePrefix, type ArticleUse } from '#shared/knowledge/use.ts';
import type { PersonRef } from '#shared/base/record.ts';
import type { Unit } from '../unit.ts';
import { loadArticles, loadMisses, tellArticle, type ArticleStory } from './article-story.ts';
import { loadCatalogue } from './catalogue.ts';
import type { Setting, Story } from './story.ts';

/** A ULID as if made at `instant`; `place` keeps those of one instant in order. */
type UlidAt = (instant: number, place: number) => string;

export interface Library extends Pick<Setting, 'articlesFor'> {
  readonly articles: readonly ArticleStory[];
}

/** What had been published by `at`, as it was read then. */
const readAt = ({ versions }: ArticleStory, at: number): Article | undefined =>
  versions.findLast(({ article }) => Date.parse(article.publishedAt ?? '') <= at)?.article;

/** The articles of the sample desk, written before its tickets: they are what helps with them. */
export const writeLibrary = (unit: Unit, now: number, ulidAt: UlidAt): Library => {
  const scripts = loadArticles();
  const numbers = new Map(scripts.map(({ key }) => [key, unit.nextNumber('KB')]));
  const numberOf = (key: string): string => {
    const number = numbers.get(key);
    if (number === undefined) throw new Error(`sample article: there is no ${key}`);
    return number;
  };
  const readers: readonly PersonRef[] = [
    ...loadCatalogue().flatMap(({ team }) => team.technicians.map(({ name }) => ({ id: null, name }))),
    ...loadCatalogue().flatMap(({ team }) => team.requesters.slice(0, 3).map((name) => ({ id: null, name }))),
  ];
  const told = new Map<string, ArticleStory>();
  const fitting = new Map<string, ArticleStory[]>();
  scripts.forEach((script, place) => {
    const begun = now - (script.former?.daysAgo ?? script.daysAgo) * 86_400_000 - 6 * 3_600_000;
    const createdAt = new Date(begun).toISOString();
    const stamp = { ...unit.stamp('article', `article:${ulidAt(begun, place)}`), createdAt, updatedAt: createdAt };
    const original = script.translates === null ? undefined : told.get(script.translates.replace(/@1$/, ''));
    const number = numberOf(script.key);
    const story = tellArticle(
      { script, stamp, number, original: original?.article ?? null, numberOf, readers },
      { now },
    );
    told.set(script.key, story);
    for (const title of script.reports) fitting.set(title, [...(fitting.get(title) ?? []), story]);
  });
  return {
    articles: [...told.values()],
    articlesFor: (title, at) => (fitting.get(title) ?? []).flatMap((story) => readAt(story, at) ?? []),
  };
};

/** What the timelines say of articles, as uses of them. */
const usesOnTickets = (unit: Unit, stories: readonly Story[]): readonly ArticleUse[] =>
  stories.flatMap(({ ticket, scenes }) =>
    scenes.flatMap(({ at, by, event }): readonly ArticleUse[] => {
      if (event.kind !== 'article' || event.change === 'unlinked') return [];
      const moment = new Date(at).toISOString();
      return [
        {
          ...unit.stamp('articleUse', ticketUseId(event.articleId, ticket.id)),
          createdAt: moment,
          updatedAt: moment,
          articleId: event.articleId,
          version: event.version,
          kind: event.change,
          at: moment,
          by,
          ticketId: ticket.id,
          note: '',
        },
      ];
    }),
  );

const putMisses = (unit: Unit, now: number): void => {
  for (const { text, times, daysAgo, by } of loadMisses()) {
    const lastAt = new Date(now - daysAgo * 86_400_000).toISOString();
    const miss: SearchMiss = {
      ...unit.stamp('searchMiss', unit.newId('searchMiss')),
      createdAt: lastAt,
      updatedAt: lastAt,
      text,
      times,
      lastAt,
      lastBy: { id: null, name: by },
      articleId: null,
    };
    unit.putLocal(miss);
  }
};

/** Puts the articles with their versions, what they were used for, and what somebody looked for in vain. */
export const putLibrary = (
  unit: Unit,
  { articles }: Library,
  { stories, now, ulidAt }: { readonly stories: readonly Story[]; readonly now: number; readonly ulidAt: UlidAt },
): void => {
  for (const { article, versions, uses } of articles) {
    unit.putLocal(article);
    for (const { article: published, authors, note } of versions) {
      const { id, version, published: content, publishedAt, reviewer } = published;
      if (!content || publishedAt === null) continue;
      const kept: ArticleVersion = {
        ...unit.stamp('articleVersion', articleVersionPrefix(id) + ulidAt(Date.parse(publishedAt), version)),
        createdAt: publishedAt,
        updatedAt: publishedAt,
        articleId: id,
        version,
        content,
        authors,
        reviewer,
        note,
        at: publishedAt,
      };
      unit.putLocal(kept);
    }
    uses.forEach((use, order) => {
      const kept: ArticleUse = {
        ...unit.stamp('articleUse', articleUsePrefix(article.id) + ulidAt(Date.parse(use.at), order)),
        createdAt: use.at,
        updatedAt: use.at,
        articleId: article.id,
        ...use,
      };
      unit.putLocal(kept);
    });
  }
  for (const use of usesOnTickets(unit, stories)) unit.putLocal(use);
  putMisses(unit, now);
};
