import type { Client } from '#renderer/api/client.ts';
import type { Failure } from '#shared/base/result.ts';
import type { Article } from '#shared/knowledge/article.ts';
import type { ArticleDetail } from '#shared/knowledge/operations.ts';
import { contentIn, type EditedArticle } from './edited-article.ts';
import { movesFor } from './save-plan.ts';

interface SavedArticle {
  /** As far as it came; undefined if nothing was saved. */
  readonly detail: ArticleDetail | undefined;
  readonly failure: Failure | undefined;
}

/** Saves a form as one move after the other, from the revision that was `seen`; the first refusal ends it. */
export const saveArticle = async (
  client: Client,
  {
    article,
    seen,
    edited,
    submit,
  }: {
    readonly article: Article;
    readonly seen: number;
    readonly edited: EditedArticle;
    readonly submit: boolean;
  },
): Promise<SavedArticle> => {
  let detail: ArticleDetail | undefined;
  let revision = seen;
  for (const move of movesFor(article, edited, { submit })) {
    const answer = await client.call('knowledge.move', { articleId: article.id, seen: revision, move });
    if (!answer.ok) return { detail, failure: answer.failure };
    detail = answer.value;
    revision = detail.article.revision;
  }
  return { detail, failure: undefined };
};

/** Begins an article with what a form says, and saves what a beginning does not hold. */
export const beginArticle = async (
  client: Client,
  {
    edited,
    translates,
    submit,
  }: {
    readonly edited: EditedArticle;
    readonly translates: string | null;
    readonly submit: boolean;
  },
): Promise<SavedArticle> => {
  const { kind, language } = edited;
  const begun = await client.call('knowledge.begin', { kind, language, content: contentIn(edited), translates });
  if (!begun.ok) return { detail: undefined, failure: begun.failure };
  const found = await client.call('knowledge.get', { articleId: begun.value.articleId });
  if (!found.ok) return { detail: undefined, failure: found.failure };
  const { article } = found.value;
  const saved = await saveArticle(client, { article, seen: article.revision, edited, submit });
  return { detail: saved.detail ?? found.value, failure: saved.failure };
};
