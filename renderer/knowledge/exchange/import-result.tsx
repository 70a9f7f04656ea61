import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSessionStore } from '#renderer/api/session.tsx';
import { OkGlyph } from '#renderer/ui/glyphs.tsx';
import { navigate } from '#renderer/ui/route.ts';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import type { ArticleBatchView } from '#shared/knowledge/exchange/operations.ts';
import { useCountWords } from './batch-words.ts';
import { EarlierBatches } from './earlier-batches.tsx';
import { exchangeStore } from './store.ts';
import classes from './exchange.module.css';

/** What an import, or its taking back, came to. */
export const ImportResult = ({ batch }: { readonly batch: ArticleBatchView }) => {
  const { t } = useTranslation('knowledgeExchange');
  const store = useSessionStore(exchangeStore);
  const countWords = useCountWords();
  const isUndone = batch.state === 'undone';
  return (
    <>
      <ViewHead title={t('import')} />
      <div className={classes['page']}>
        <div className={classes['done']} role="status">
          <h2>
            <OkGlyph /> {t(isUndone ? 'result.undone' : 'result.title', { name: batch.name })}
          </h2>
          {!isUndone && <p className="num">{countWords(batch.counts)}</p>}
          {!isUndone && batch.pictures > 0 && <p className="num">{t('result.pictures', { count: batch.pictures })}</p>}
          {!isUndone && batch.counts.kept > 0 && (
            <p className="soft">{t('result.keptHere', { count: batch.counts.kept })}</p>
          )}
          {batch.keptCount > 0 && (
            <>
              <p className="soft">{t('result.kept', { count: batch.keptCount })}</p>
              <p className="num">{batch.kept.join(', ')}</p>
            </>
          )}
          <div className={classes['buttons']}>
            <Button
              variant="filled"
              onClick={() => {
                store.getState().startOver();
                navigate('knowledge');
              }}
            >
              {t('result.read')}
            </Button>
            <Button onClick={() => store.getState().startOver()}>{t('result.next')}</Button>
          </div>
        </div>
        <EarlierBatches />
      </div>
    </>
  );
};
