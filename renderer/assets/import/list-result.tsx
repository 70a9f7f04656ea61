import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSessionStore } from '#renderer/api/session.tsx';
import { Banner } from '#renderer/ui/banner.tsx';
import type { AssetBatchView } from '#shared/assets/import/operations.ts';
import { assetImportStore } from './asset-import-store.ts';
import { UndoList } from './undo-list.tsx';
import classes from './asset-import.module.css';

/** What the import left, with the way back. */
export const ListResult = ({ batch, onClose }: { readonly batch: AssetBatchView; readonly onClose: () => void }) => {
  const { t } = useTranslation('assets');
  const store = useSessionStore(assetImportStore);
  const [isAsking, setAsking] = useState(false);
  const { rows } = batch;
  return (
    <div className={classes['step']}>
      <Banner tone={batch.state === 'done' ? 'ok' : 'quiet'} boxed>
        {batch.state === 'undone'
          ? t('undone', { name: batch.fileName, kept: t('keptCount', { count: batch.kept }) })
          : t('imported', {
              name: batch.fileName,
              made: t('madeCount', { count: rows.create }),
              changed: t('changedCount', { count: rows.update }),
              refused: t('refusedCount', { count: rows.refuse }),
            })}
      </Banner>
      <div className={classes['foot']}>
        {batch.undoable && (
          <Button variant="subtle" color="gray" onClick={() => setAsking(true)}>
            {t('undoImport')}
          </Button>
        )}
        <Button onClick={() => store.getState().startOver()}>{t('importAnother')}</Button>
        <Button variant="filled" onClick={onClose}>
          {t('backToAssets')}
        </Button>
      </div>
      {isAsking && <UndoList batch={batch} onClose={() => setAsking(false)} />}
    </div>
  );
};
