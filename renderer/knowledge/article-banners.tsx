import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useSessionStore } from '#renderer/api/session.tsx';
import { Banner } from '#renderer/ui/banner.tsx';
import { dayText } from '#renderer/ui/date-time-text.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { standingOf } from '#shared/knowledge/actions.ts';
import { isOutdated } from '#shared/knowledge/article.ts';
import type { ArticleDetail } from '#shared/knowledge/operations.ts';
import { articleStore } from './article-store.ts';
import classes from './knowledge.module.css';

const BehindBanner = lazy(async () => ({ default: (await import('./editor/behind-banner.tsx')).BehindBanner }));

/** What somebody must know before they rely on an article, one sentence each; nothing where there is nothing. */
export const ArticleBanners = ({ detail: { article, use } }: { readonly detail: ArticleDetail }) => {
  const { t } = useTranslation('knowledge');
  const { take } = useSessionStore(articleStore).getState();
  const format = useFormat();
  const now = useNow();
  const { retired, next, validUntil, translates } = article;
  const standing = standingOf(article);
  const writers = next ? format.list(next.authors.map(({ name }) => name)) : '';
  const banners = [
    retired && (
      <Banner key="retired" boxed tone="risk" meta={retired.reason === '' ? undefined : retired.reason}>
        {t('banner.retired', { name: retired.by.name, at: format.day(retired.at, now) })}
      </Banner>
    ),
    standing === 'draft' && (
      <Banner key="draft" boxed tone="quiet">
        {t('banner.draft', { name: writers })}
      </Banner>
    ),
    standing === 'in_review' && (
      <Banner key="review" boxed tone="quiet">
        {t('banner.review', { name: writers })}
      </Banner>
    ),
    !retired && article.published && isOutdated(article, dayText(new Date(now))) && validUntil !== null && (
      <Banner key="outdated" boxed tone="risk">
        {t('banner.outdated', { day: format.day(`${validUntil}T12:00:00`, now) })}
      </Banner>
    ),
    translates && (
      <Suspense key="behind">
        <BehindBanner article={article} boxed onTaken={take} />
      </Suspense>
    ),
    use.outdated > 0 && (
      <Banner key="said" boxed tone="quiet">
        {t('banner.saidOutdated', { count: use.outdated })}
      </Banner>
    ),
    next && article.published && !retired && (
      <Banner key="next" boxed tone="quiet">
        {t(next.stage === 'draft' ? 'banner.nextDraft' : 'banner.nextReview', {
          name: writers,
          version: article.version + 1,
        })}
      </Banner>
    ),
  ].filter(Boolean);
  return banners.length === 0 ? null : <div className={classes['banners']}>{banners}</div>;
};
