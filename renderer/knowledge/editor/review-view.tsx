import { useState } from 'react';
import { Button, SegmentedControl } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed } from '#renderer/api/session.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { hrefOf, navigate } from '#renderer/ui/route.ts';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { langOf } from '#renderer/ui/text-lang.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { ScrollRegion } from '#renderer/ui/scroll-region.tsx';
import { standingOf } from '#shared/knowledge/actions.ts';
import type { ArticleDetail } from '#shared/knowledge/operations.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import type { KnowledgeScreenProps } from '../knowledge-screens.ts';
import { ArticleMoves } from './article-moves.tsx';
import { ArticlePictures } from './article-pictures.tsx';
import { ArticleText } from './article-preview.tsx';
import { ContentDifference } from './content-difference.tsx';
import { QuizSheet } from './quiz/quiz-sheet.tsx';
import { ScreenHead } from './screen-head.tsx';
import { useOpenArticle } from './use-open-article.ts';
import classes from './editor.module.css';

interface ReviewProps {
  readonly detail: ArticleDetail;
  readonly onTaken: (detail: ArticleDetail) => void;
}

/** The version that is being written as its reviewer reads it: what changed first, then the whole text. */
const Review = ({ detail, onTaken }: ReviewProps) => {
  const { t } = useTranslation('knowledgeEditor');
  const { t: knowledge } = useTranslation('knowledge');
  const format = useFormat();
  const mayWrite = useAllowed('knowledge.write');
  const { article } = detail;
  const { next, published } = article;
  const [part, setPart] = useState<'changes' | 'whole'>(published ? 'changes' : 'whole');
  const number = shortNumber(article.number);
  const take = (after: ArticleDetail) => {
    onTaken(after);
    // Decided: what is left to see is the article.
    if (after.article.next?.stage !== 'in_review') navigate('knowledge', article.id);
  };
  return (
    <div className={classes['editor']}>
      <ScreenHead
        title={t('reviewOf', { number })}
        articleId={article.id}
        standing={knowledge(`standing.${standingOf(article)}`)}
      >
        {mayWrite && next && (
          <Button
            component="a"
            href={hrefOf('knowledge', article.id, 'edit')}
            variant="subtle"
            color="gray"
            leftSection={<IconPencil size={16} stroke={1.6} aria-hidden />}
          >
            {t('edit')}
          </Button>
        )}
        <ArticleMoves detail={detail} onTaken={take} foremost={['publish', 'sendBack', 'submit']} />
      </ScreenHead>
      {next ? (
        <ScrollRegion className={classes['scroll']} label={t('review')}>
          <div className={classes['reviewHead']}>
            <h2 lang={article.language}>{next.title}</h2>
            <p className="small soft num">
              {t('reviewMeta', {
                version: article.version + 1,
                authors: format.list(next.authors.map(({ name }) => name)),
              })}
            </p>
            <p className={classes['note']} lang={langOf(next.note)}>
              <span className="small muted">{t('noteOf')}</span>
              {next.note === '' ? t('noNote') : next.note}
            </p>
          </div>
          <div className={classes['choose']}>
            <SegmentedControl
              size="xs"
              aria-label={t('review')}
              data={[
                { value: 'changes', label: t('changes') },
                { value: 'whole', label: t('whole') },
              ]}
              value={part}
              onChange={(value) => setPart(value === 'changes' ? 'changes' : 'whole')}
            />
          </div>
          {part === 'whole' ? (
            <ArticlePictures articleId={article.id}>
              <div className={classes['sheet']}>
                <ArticleText text={next.body} language={article.language} prefix="review" />
                <QuizSheet quiz={next.quiz} />
              </div>
            </ArticlePictures>
          ) : published ? (
            <ContentDifference before={published} after={next} />
          ) : (
            <p className="soft">{t('firstVersion')}</p>
          )}
        </ScrollRegion>
      ) : (
        <Empty
          mark="done"
          title={t('noVersionWaits')}
          actions={<Button onClick={() => navigate('knowledge', article.id)}>{t('back')}</Button>}
        />
      )}
    </div>
  );
};

/** `#/knowledge/<article>/review` */
export const ReviewView = ({ place }: KnowledgeScreenProps) => {
  const { detail, failure, take, refresh } = useOpenArticle(place.articleId);
  if (failure) return <FailureBanner wide failure={failure} onRetry={refresh} />;
  if (!detail) return <SkeletonRows rows={6} />;
  return <Review key={detail.article.id} detail={detail} onTaken={take} />;
};
