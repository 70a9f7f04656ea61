import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';
import { shortName } from './short-name.ts';
import { Steps } from './steps.tsx';
import { useImport, useImportActions } from './use-import.ts';
import styles from './imports.module.css';

/** While tickets are written; other views can be used meanwhile. */
export const Running = ({ fileName, rows }: { readonly fileName: string; readonly rows: number }) => {
  const { t } = useTranslation('imports');
  const progress = useImport((state) => state.progress);
  const { cancel } = useImportActions();
  const isTakingBack = progress?.phase === 'undoing';
  const done = progress?.done ?? 0;
  const total = progress?.total ?? rows;
  const text = isTakingBack ? t('run.takingBack') : t('run.share', { done, total });
  useCommands('imports.running', [
    {
      id: 'imports.cancel',
      label: t('run.cancel'),
      group: t('title'),
      key: 'Escape',
      status: { order: 1, label: t('run.cancelKey') },
      unavailable: isTakingBack ? t('run.takingBack') : undefined,
      run: () => void cancel(),
    },
  ]);
  return (
    <>
      <ViewHead title={shortName(fileName)} />
      <div className={styles.bar}>
        <Steps at="report" />
      </div>
      <div className={styles.middle}>
        <h2>{t('run.title', { name: fileName })}</h2>
        <ProgressBar share={isTakingBack ? 1 - done / Math.max(1, total) : done / Math.max(1, total)} label={text} />
        <p className="soft num" aria-live="polite">
          {text}
        </p>
        <Button rightSection={<KeyHint keys="Escape" />} disabled={isTakingBack} onClick={() => void cancel()}>
          {t('run.cancel')}
        </Button>
        <p className="muted small">{t('run.cancelNote')}</p>
      </div>
    </>
  );
};
