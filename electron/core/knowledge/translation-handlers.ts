import { succeed, type Result } from '#shared/base/result.ts';
import { notFound } from '#shared/base/not-found.ts';
import type { Article } from '#shared/knowledge/article.ts';
import type { ArticleDetail } from '#shared/knowledge/operations.ts';
import { planFollow, planLink, planUnlink } from '#shared/knowledge/translations.ts';
import { momentAfter } from '#shared/tickets/moment.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers, SessionContext } from '../dispatch.ts';
import { actorOf, personOf } from '../session.ts';
import type { Unit } from '../unit.ts';
import type { ArticleIndex } from './article-index.ts';

interface TranslationDeps {
  readonly index: ArticleIndex;
  readonly detail: (articleId: string, context: SessionContext) => Result<ArticleDetail>;
}

/** The trail of an original says which article became its translation, or no longer is. */
const auditOriginal = (unit: Unit, action: string, { id, number }: Article, translation: Article): void =>
  unit.audit({
    action,
    object: { type: 'article', id, number },
    after: { translation: translation.id, number: translation.number, language: translation.language },
  });

/** Ids of the articles that a text follows, the nearest first. */
const followedBy = (unit: Unit, article: Article): ReadonlySet<string> => {
  const followed = new Set<string>();
  let next = article.translates?.articleId;
  while (next !== undefined && !followed.has(next)) {
    followed.add(next);
    next = unit.get<Article>('article', next)?.translates?.articleId;
  }
  return followed;
};

/** Which article is which in another language. */
export const translationHandlers = (
  desk: Desk,
  { index, detail }: TranslationDeps,
): FeatureHandlers<'knowledge.link' | 'knowledge.follow'> => ({
  'knowledge.link': async ({ articleId, seen, originalId }, context) => {
    const { session } = context;
    const done = await desk.commit(actorOf(session), (unit) => {
      const article = unit.get<Article>('article', articleId);
      if (!article) return notFound('article', articleId);
      const moment = { by: personOf(session), at: momentAfter(article.updatedAt, unit.at), seen };
      const former = article.translates && unit.get<Article>('article', article.translates.articleId);
      if (originalId === null) {
        const planned = planUnlink(article, moment);
        if (!planned.ok) return planned;
        unit.write('knowledge.unlink', planned.value);
        if (former) auditOriginal(unit, 'knowledge.unlinked', former, article);
        return succeed(null);
      }
      const original = unit.get<Article>('article', originalId);
      if (!original) return notFound('article', originalId);
      const planned = planLink(
        article,
        original,
        {
          ownFamily: index.family(article.family),
          family: index.family(original.family),
          followed: followedBy(unit, original),
        },
        moment,
      );
      if (!planned.ok) return planned;
      unit.write('knowledge.link', planned.value);
      if (former && former.id !== original.id) auditOriginal(unit, 'knowledge.unlinked', former, article);
      auditOriginal(unit, 'knowledge.linked', original, article);
      return succeed(null);
    });
    return done.ok ? detail(articleId, context) : done;
  },

  'knowledge.follow': async ({ articleId, seen, version }, context) => {
    const { session } = context;
    const done = await desk.commit(actorOf(session), (unit) => {
      const article = unit.get<Article>('article', articleId);
      if (!article) return notFound('article', articleId);
      const original = article.translates && unit.get<Article>('article', article.translates.articleId);
      const moment = { by: personOf(session), at: momentAfter(article.updatedAt, unit.at), seen };
      const planned = planFollow(article, original ?? { version: 0 }, version, moment);
      if (!planned.ok) return planned;
      unit.write('knowledge.follow', planned.value);
      return succeed(null);
    });
    return done.ok ? detail(articleId, context) : done;
  },
});
