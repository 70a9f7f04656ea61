import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useSessionStore } from '#renderer/api/session.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useCountWords } from './batch-words.ts';
import { exchangeStore } from './store.ts';
import { TakeBack } from './take-back.tsx';
import classes from './exchange.module.css';

/** Every import of articles that this desk knows, newest first; what is still in use can be taken back. */
export const EarlierBatches = () => {
  const { t } = useTranslation('knowledgeExchange');
  const format = useFormat();
  const batches = useStore(useSessionStore(exchangeStore), (state) => state.batches);
  const countWords = useCountWords();
  const [openedAt] = useState(Date.now);
  return (
    <section aria-labelledby="earlier-article-imports">
      <h2 id="earlier-article-imports" className={classes['heading']}>
        {t('earlier.title')}
      </h2>
      {batches === undefined && <SkeletonRows rows={3} />}
      {batches?.length === 0 && <p className="muted">{t('earlier.none')}</p>}
      <ul className={classes['batches']}>
        {batches?.map((batch) => (
          <li key={batch.id}>
            <div className={classes['batch']}>
              <span className="strong cut">{batch.name}</span>
              <span className="soft">
                {t(`state.${batch.state}`)}
                {batch.keptCount > 0 && ` · ${t('stays', { count: batch.keptCount })}`}
              </span>
              <span className="muted small num">
                {countWords(batch.counts)} · {format.moment(batch.startedAt, openedAt)} ·{' '}
                {t('by', { name: batch.byName })}
              </span>
            </div>
            {batch.undoable && <TakeBack batch={batch} />}
          </li>
        ))}
      </ul>
    </section>
  );
};
