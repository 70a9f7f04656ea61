import { useCallback, useEffect, useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAllowed, useClient } from '#renderer/api/session.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { navigate } from '#renderer/ui/route.ts';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { langOf } from '#renderer/ui/text-lang.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import type { Failure, Result } from '#shared/base/result.ts';
import type { ListedMiss } from '#shared/knowledge/operations.ts';
import classes from './misses.module.css';

interface MissesPanelProps {
  /** Begins an article under these words; answers its id, or null if the person thought better of it. */
  readonly onBegin: (text: string) => Promise<string | null>;
  /** It is on record that the article was begun for them. */
  readonly onBegun: (articleId: string) => void;
}

/** What people looked for and did not find, most wanted first: the articles that are missing. */
export const MissesPanel = ({ onBegin, onBegun }: MissesPanelProps) => {
  const { t } = useTranslation('knowledge');
  const format = useFormat();
  const now = useNow();
  const client = useClient();
  const mayWrite = useAllowed('knowledge.write');
  const [misses, setMisses] = useState<readonly ListedMiss[]>();
  const [failure, setFailure] = useState<Failure>();

  const take = useCallback((reply: Result<readonly ListedMiss[]>) => {
    if (reply.ok) setMisses(reply.value);
    setFailure(reply.ok ? undefined : reply.failure);
  }, []);
  const ask = useCallback(() => client.call('knowledge.misses', {}), [client]);
  useEffect(() => {
    if (!mayWrite) return undefined;
    let isWanted = true;
    const refresh = () =>
      void ask().then((reply) => {
        if (isWanted) take(reply);
      });
    refresh();
    const end = client.onNotice((notice) => {
      if (notice.name === 'articles.changed') refresh();
    });
    return () => {
      isWanted = false;
      end();
    };
  }, [ask, client, mayWrite, take]);

  const begin = async ({ id, text }: ListedMiss) => {
    const articleId = await onBegin(text);
    if (articleId === null) return;
    take(await client.call('knowledge.missBegun', { missId: id, articleId }));
    onBegun(articleId);
  };
  if (!mayWrite) return null;
  return (
    <>
      {failure && <FailureBanner failure={failure} onRetry={() => void ask().then(take)} />}
      {!misses && !failure && <SkeletonRows rows={4} />}
      {misses?.length === 0 && <p className="small muted">{t('misses.noneText')}</p>}
      {misses && misses.length > 0 && (
        <table className={classes['misses']}>
          <thead>
            <tr>
              <th scope="col">{t('misses.text')}</th>
              <th scope="col">{t('misses.times')}</th>
              <th scope="col">{t('misses.last')}</th>
              <th scope="col">{t('misses.article')}</th>
              <th aria-label={t('misses.actions')} />
            </tr>
          </thead>
          <tbody>
            {misses.map((miss) => (
              <tr key={miss.id}>
                <td lang={langOf(miss.text)}>{miss.text}</td>
                <td className="num">{format.number(miss.times)}</td>
                <td className="num">{format.dateTime(Date.parse(miss.lastAt), now)}</td>
                <td>
                  {miss.article ? (
                    <button
                      type="button"
                      className={classes['link']}
                      onClick={() => navigate('knowledge', miss.article?.id ?? '')}
                    >
                      {miss.article.title}
                    </button>
                  ) : (
                    <Button
                      size="xs"
                      onClick={() => void begin(miss)}
                      aria-label={t('misses.beginFor', { text: miss.text })}
                    >
                      {t('misses.begin')}
                    </Button>
                  )}
                </td>
                <td>
                  <Button
                    size="xs"
                    variant="subtle"
                    aria-label={t('misses.dropOne', { text: miss.text })}
                    onClick={() => void client.call('knowledge.dropMiss', { missId: miss.id }).then(take)}
                  >
                    {t('misses.drop')}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
};
