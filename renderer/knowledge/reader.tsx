import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useSessionStore } from '#renderer/api/session.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { Prose } from '#renderer/writing/prose.tsx';
import { contentOf } from '#shared/knowledge/article.ts';
import { articleStore } from './article-store.ts';
import classes from './knowledge.module.css';

interface ReaderProps {
  readonly articleId: string;
  readonly onClose: () => void;
}

/** An article as it is read. */
export const Reader = ({ articleId, onClose }: ReaderProps) => {
  const { t } = useTranslation('knowledge');
  const store = useSessionStore(articleStore);
  useEffect(() => store.getState().open(articleId), [store, articleId]);
  const detail = useStore(store, (state) => state.detail);
  const failure = useStore(store, (state) => state.failure);
  if (failure) return <FailureBanner wide failure={failure} onRetry={() => store.getState().refresh()} />;
  if (!detail) return <SkeletonRows rows={6} />;
  const { article } = detail;
  const content = contentOf(article);
  return (
    <article className={classes['article']} lang={article.language}>
      <header className={classes['articleHead']}>
        <span className="num soft">{article.number}</span>
        <span className={classes['kind']}>{t(`kind.${article.kind}`)}</span>
        <button type="button" className={classes['back']} onClick={onClose}>
          {t('closeArticle')}
        </button>
      </header>
      <div className={classes['sheet']}>
        <div className={classes['text']}>
          <h2>{content.title}</h2>
          <Prose text={content.body} />
        </div>
      </div>
    </article>
  );
};
