import type { PersonRef } from '#shared/base/record.ts';
import type { ArticleStanding } from '#shared/knowledge/actions.ts';
import type { Article, ArticleContent, NextVersion } from '#shared/knowledge/article.ts';
import { lin, sam } from '../tickets/sample-ticket.ts';

const createdAt = '2026-09-30T08:30:00.000Z';

export const text = (title: string): ArticleContent => ({
  title,
  body: 'Hold the power button for ten seconds.',
  category: 'Hardware',
  tags: ['dock'],
  audience: 'internal',
});

export const nextBy = (author: PersonRef, stage: NextVersion['stage'] = 'draft'): NextVersion => ({
  ...text('Reset a dock, once more'),
  stage,
  authors: [author],
  note: 'Newer docks',
  sentBack: null,
});

/** An article that stands so, as the rules would have left it: written by Lin, reviewed by Sam. */
export const articleAt = (standing: ArticleStanding): Article => {
  const isPublished = standing !== 'draft' && standing !== 'in_review';
  return {
    id: 'article:01J00000000000000000000001',
    type: 'article',
    schema: 1,
    createdAt,
    updatedAt: createdAt,
    createdBy: 'user:01J0000000000000000000000A',
    device: 'device:01J0000000000000000000000D',
    revision: 3,
    number: 'KB-7K3Q-000001',
    kind: 'howto',
    language: 'en',
    family: 'article:01J00000000000000000000001',
    owner: lin,
    published: isPublished ? text('Reset a dock') : null,
    version: isPublished ? 1 : 0,
    publishedAt: isPublished ? createdAt : null,
    reviewer: isPublished ? sam : null,
    next:
      standing === 'draft' || standing === 'published_draft'
        ? nextBy(lin)
        : standing === 'in_review' || standing === 'published_in_review'
          ? nextBy(lin, 'in_review')
          : null,
    retired: standing === 'retired' ? { by: sam, at: createdAt, reason: 'No docks any more' } : null,
    validUntil: null,
    translates: null,
    origin: null,
  };
};
