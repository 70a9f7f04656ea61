import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useSessionStore } from '#renderer/api/session.tsx';
import { RelativeTime } from '#renderer/ui/relative-time.tsx';
import type { AssetBatchView } from '#shared/assets/import/operations.ts';
import { assetImportStore } from './asset-import-store.ts';
import { UndoList } from './undo-list.tsx';
import classes from './asset-import.module.css';

/** Lists that were imported before, each with its way back. */
export const EarlierLists = () => {
  const { t } = useTranslation('assets');
  const store = useSessionStore(assetImportStore);
  const batches = useStore(store, (state) => state.batches);
  const [asked, setAsked] = useState<AssetBatchView>();
  if (!batches || batches.length === 0) return null;
  return (
    <section className={classes['step']} aria-label={t('earlier')}>
      <h2 className={classes['heading']}>{t('earlier')}</h2>
      <ul className={classes['batches']}>
        {batches.map((batch) => (
          <li key={batch.id} data-batch={batch.id}>
            <span className="cut" title={batch.fileName}>
              {batch.fileName}
            </span>
            <span className="soft">
              {batch.state === 'undone'
                ? t('batchUndone')
                : batch.state === 'running'
                  ? t('batchRunning')
                  : `${t('madeCount', { count: batch.rows.create })} · ${t('changedCount', { count: batch.rows.update })}`}
            </span>
            <span className="muted">
              {batch.byName} · <RelativeTime at={batch.createdAt} />
            </span>
            {batch.undoable && (
              <Button size="xs" variant="subtle" color="gray" onClick={() => setAsked(batch)}>
                {t('undoImport')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {asked && <UndoList batch={asked} onClose={() => setAsked(undefined)} />}
    </section>
  );
};
