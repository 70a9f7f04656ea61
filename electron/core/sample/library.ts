import { articleVersionPrefix, type Article, type ArticleVersion } from '#shared/knowledge/article.ts';
import { articleUsePrefix, type ArticleUse } from '#shared/knowledge/use.ts';
import type { PersonRef } from '#shared/base/record.ts';
import type { Unit } from '../unit.ts';
import { loadArticles, tellArticle } from './article-story.ts';
import { loadCatalogue } from './catalogue.ts';
import type { Setting, Story } from './story.ts';

/** A ULID as if made at `instant`; `place` keeps those of one instant in order. */
type UlidAt = (instant: number, place: number) => string;

/** The articles of the sample desk with their versions and uses. Answers how many. */
export const putLibrary = (
  unit: Unit,
  {
    setting,
    stories,
    ulidAt,
  }: { readonly setting: Setting; readonly stories: readonly Story[]; readonly ulidAt: UlidAt },
): number => {
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
  const told = new Map<string, Article>();
  scripts.forEach((script, place) => {
    const begun = setting.now - (script.former?.daysAgo ?? script.daysAgo) * 86_400_000 - 6 * 3_600_000;
    const createdAt = new Date(begun).toISOString();
    const stamp = { ...unit.stamp('article', `article:${ulidAt(begun, place)}`), createdAt, updatedAt: createdAt };
    const original = script.translates === null ? null : (told.get(script.translates.replace(/@1$/, '')) ?? null);
    const number = numberOf(script.key);
    const { article, versions, uses } = tellArticle(
      { script, stamp, number, original, numberOf, readers, stories },
      setting,
    );
    told.set(script.key, article);
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
  });
  return scripts.length;
};
