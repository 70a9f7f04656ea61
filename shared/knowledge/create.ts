import type { PersonRef } from '../base/record.ts';
import type { Article, ArticleContent, ArticleKind } from './article.ts';

/** What a person begins an article with. */
export interface ArticleBeginning {
  readonly kind: ArticleKind;
  /** BCP 47 */
  readonly language: string;
  readonly content: ArticleContent;
  /** The article that this is to be a translation of. */
  readonly translates: Pick<Article, 'id' | 'family' | 'version'> | null;
}

export type ArticleStamp = Pick<Article, 'id' | 'type' | 'schema' | 'createdAt' | 'updatedAt' | 'createdBy' | 'device'>;

/** An article just begun: a draft of the person who began it, who owns it. */
export const beginArticle = (
  { kind, language, content, translates }: ArticleBeginning,
  stamp: ArticleStamp,
  number: string,
  by: PersonRef,
): Article => ({
  ...stamp,
  revision: 1,
  number,
  kind,
  language,
  family: translates?.family ?? stamp.id,
  owner: by,
  published: null,
  version: 0,
  publishedAt: null,
  reviewer: null,
  next: { ...content, stage: 'draft', authors: [by], note: '', sentBack: null },
  retired: null,
  validUntil: null,
  translates: translates && { articleId: translates.id, version: translates.version },
  origin: null,
});
