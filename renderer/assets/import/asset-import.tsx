import { useEffect } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useAllowed, useSessionStore } from '#renderer/api/session.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import { assetImportStore } from './asset-import-store.ts';
import { ChooseList } from './choose-list.tsx';
import { EarlierLists } from './earlier-lists.tsx';
import { ListMapping } from './list-mapping.tsx';
import { ListReport } from './list-report.tsx';
import { ListResult } from './list-result.tsx';
import classes from './asset-import.module.css';

/** From a list in a file to assets: choose, say what the columns mean, see what would happen, write, and take back. */
export const AssetImport = ({ onClose }: { readonly onClose: () => void }) => {
  const { t } = useTranslation('assets');
  const store = useSessionStore(assetImportStore);
  const step = useStore(store, (state) => state.step);
  const busy = useStore(store, (state) => state.busy);
  const share = useStore(store, (state) => state.share);
  const failure = useStore(store, (state) => state.failure);
  const mayImport = useAllowed('imports.run');
  useEffect(() => {
    if (mayImport) void store.getState().loadBatches();
  }, [store, mayImport]);
  const leave = () => {
    if (step.at === 'choose' || step.at === 'opening' || step.at === 'result') onClose();
    else store.getState().back();
  };
  useCommands('assets.importing', [
    {
      id: 'assets.importing.back',
      label: t('importBack'),
      key: 'Escape',
      group: t('importTitle'),
      status: { order: 2, label: t('keys.back') },
      run: leave,
    },
  ]);
  if (!mayImport)
    return (
      <Empty mark="locked" title={t('cannotImport')} actions={<Button onClick={onClose}>{t('backToAssets')}</Button>} />
    );
  return (
    <div className={classes['view']}>
      <ViewHead title={t('importTitle')}>
        <Button variant="subtle" color="gray" rightSection={<KeyHint keys="Escape" />} onClick={leave}>
          {step.at === 'choose' || step.at === 'result' ? t('backToAssets') : t('importBack')}
        </Button>
      </ViewHead>
      {failure && <FailureBanner wide failure={failure} />}
      <div className={classes['scroll']} tabIndex={-1}>
        {step.at === 'opening' && (
          <div className={classes['middle']}>
            <ProgressBar share={step.share} label={t('importOpening')} />
            <p className="soft">{t('importOpening')}</p>
          </div>
        )}
        {busy !== undefined && (
          <div className={classes['middle']} role="status">
            <ProgressBar share={share} label={t(`busy.${busy}`)} />
            <p className="soft">{t(`busy.${busy}`)}</p>
          </div>
        )}
        {busy === undefined && step.at === 'choose' && (
          <>
            <ChooseList onFile={(file) => void store.getState().choose(file)} />
            <EarlierLists />
          </>
        )}
        {busy === undefined && step.at === 'mapping' && <ListMapping inspection={step.inspection} />}
        {busy === undefined && step.at === 'report' && <ListReport inspection={step.inspection} check={step.check} />}
        {busy === undefined && step.at === 'result' && <ListResult batch={step.batch} onClose={onClose} />}
      </div>
    </div>
  );
};
