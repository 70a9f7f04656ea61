import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import type { Result } from '#shared/base/result.ts';
import type { SampleArticle } from '#shared/knowledge/exchange/operations.ts';
import { ArticleBody } from '../article/article-body.tsx';
import { parseArticle } from '../article/parse-article.ts';
import classes from './exchange.module.css';

interface SampleProps {
  readonly importId: string;
  readonly place: string | null;
}

/** One file as the article that it becomes. */
export const Sample = ({ importId, place }: SampleProps) => {
  const { t } = useTranslation('knowledgeExchange');
  const client = useClient();
  const [answer, setAnswer] = useState<Result<SampleArticle>>();
  useEffect(() => {
    if (place === null) return undefined;
    let isOld = false;
    void client.call('knowledgeImport.sample', { importId, place }).then((got) => {
      if (!isOld) setAnswer(got);
    });
    return () => {
      isOld = true;
    };
  }, [client, importId, place]);
  const body = answer?.ok === true ? answer.value.body : '';
  const text = useMemo(() => parseArticle(body), [body]);
  if (place === null) return <p className="muted">{t('preview.noSample')}</p>;
  if (!answer) return <SkeletonRows rows={6} />;
  if (!answer.ok) return <FailureBanner failure={answer.failure} />;
  const { title, language, category, tags } = answer.value;
  return (
    <div className={classes['article']}>
      <h3 lang={language}>{title}</h3>
      {(category !== null || tags.length > 0) && (
        <p className="muted small">{[category, ...tags].filter((word) => word !== null).join(' · ')}</p>
      )}
      <ArticleBody text={text} language={language} prefix="sample" />
    </div>
  );
};
