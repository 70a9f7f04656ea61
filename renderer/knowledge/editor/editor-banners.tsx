import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Banner } from '#renderer/ui/banner.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import type { Article } from '#shared/knowledge/article.ts';
import type { ArticleDetail } from '#shared/knowledge/operations.ts';
import { BehindBanner } from './behind-banner.tsx';
import type { ArticleSave } from './use-article-save.ts';

interface EditorBannersProps {
  readonly article: Article | undefined;
  readonly isStale: boolean;
  readonly saving: ArticleSave;
  readonly onTaken: (detail: ArticleDetail) => void;
}

/** What somebody who writes on an article must know of it; nothing where there is nothing. */
export const EditorBanners = ({ article, isStale, saving, onTaken }: EditorBannersProps) => {
  const { t } = useTranslation('knowledgeEditor');
  const format = useFormat();
  const now = useNow();
  const { failure } = saving;
  const sentBack = article?.next?.sentBack;
  return (
    <>
      {isStale && !saving.isPending && (
        <Banner
          tone="risk"
          actions={
            <Button size="xs" onClick={() => saving.ask('stale')}>
              {t('staleShow')}
            </Button>
          }
        >
          {t('stale')}
        </Banner>
      )}
      {sentBack && (
        <Banner tone="risk" meta={sentBack.reason}>
          {t('sentBackBy', { name: sentBack.by.name, at: format.moment(sentBack.at, now) })}
        </Banner>
      )}
      {article?.next?.stage === 'in_review' && <Banner tone="quiet">{t('inReviewNow')}</Banner>}
      {article && <BehindBanner article={article} onTaken={onTaken} />}
      {failure && failure.code !== 'record.stale' && <FailureBanner wide failure={failure} />}
    </>
  );
};
