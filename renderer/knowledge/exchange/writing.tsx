import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useSessionStore } from '#renderer/api/session.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import { exchangeStore } from './store.ts';
import classes from './exchange.module.css';

/** While articles are written; other views can be used meanwhile. */
export const Writing = ({ name, total }: { readonly name: string; readonly total: number }) => {
  const { t } = useTranslation('knowledgeExchange');
  const store = useSessionStore(exchangeStore);
  const progress = useStore(store, (state) => state.progress);
  const isTakingBack = progress?.phase === 'undoing';
  const share = (progress?.done ?? 0) / Math.max(1, progress?.total ?? total);
  const text = isTakingBack ? t('takingBack') : t('writingShare', { done: progress?.done ?? 0, total });
  const { cancel } = store.getState();
  useCommands('knowledge.exchange.writing', [
    {
      id: 'knowledge.exchange.cancel',
      label: t('cancel'),
      group: t('import'),
      key: 'Escape',
      unavailable: isTakingBack ? t('takingBack') : undefined,
      run: cancel,
    },
  ]);
  return (
    <>
      <ViewHead title={t('import')} />
      <div className={classes['page']}>
        <div className={classes['drop']}>
          <h2>{t('writing', { name })}</h2>
          <ProgressBar share={isTakingBack ? 1 - share : share} label={t('writing', { name })} />
          <p className="soft num" aria-live="polite">
            {text}
          </p>
          <Button rightSection={<KeyHint keys="Escape" />} disabled={isTakingBack} onClick={cancel}>
            {t('cancel')}
          </Button>
          <p className="muted small">{t('cancelNote')}</p>
        </div>
      </div>
    </>
  );
};
