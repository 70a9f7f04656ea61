/** From a folder of foreign texts to articles: choose, look, import, and take back. What was begun waits while other views are looked at. */
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useAllowed, useSessionStore } from '#renderer/api/session.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import { ChooseFolder } from './choose-folder.tsx';
import { EarlierBatches } from './earlier-batches.tsx';
import { ExchangeFailure } from './exchange-failure.tsx';
import { Preview } from './preview.tsx';
import { ImportResult } from './import-result.tsx';
import { exchangeStore } from './store.ts';
import { Writing } from './writing.tsx';
import classes from './exchange.module.css';

export const ImportScreen = () => {
  const { t } = useTranslation('knowledgeExchange');
  const isAllowed = useAllowed('knowledge.review');
  if (isAllowed) return <ImportDesk />;
  return (
    <>
      <ViewHead title={t('import')} />
      <Empty mark="blank" title={t('import')}>
        {t('mayNotImport')}
      </Empty>
    </>
  );
};

const ImportDesk = () => {
  const { t } = useTranslation('knowledgeExchange');
  const store = useSessionStore(exchangeStore);
  const step = useStore(store, (state) => state.step);
  const failure = useStore(store, (state) => state.failure);
  useEffect(() => {
    void store.getState().loadBatches();
  }, [store]);
  switch (step.at) {
    case 'preview':
      return <Preview preview={step.preview} settings={step.settings} />;
    case 'writing':
      return <Writing name={step.preview.name} total={step.preview.counts.create + step.preview.counts.update} />;
    case 'result':
      return <ImportResult batch={step.batch} />;
    case 'choose':
    case 'reading':
      return (
        <>
          <ViewHead title={t('import')} />
          {failure && <ExchangeFailure failure={failure} />}
          <div className={classes['page']}>
            <ChooseFolder />
            <EarlierBatches />
          </div>
        </>
      );
  }
};
