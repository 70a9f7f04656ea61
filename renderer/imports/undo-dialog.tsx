import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '#renderer/ui/announce.ts';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { Failure } from '#shared/base/result.ts';
import type { BatchView } from '#shared/imports/operations.ts';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';
import { useImport, useImportActions } from './use-import.ts';
import styles from './imports.module.css';

interface UndoDialogProps {
  /** Undefined: closed. */
  readonly batch: BatchView | undefined;
  readonly onClose: () => void;
}

/** Asks before an import is taken back, and again if people worked on some of its tickets. */
export const UndoDialog = ({ batch, onClose }: UndoDialogProps) => {
  const { t } = useTranslation('imports');
  const { t: ui } = useTranslation('ui');
  return (
    <Modal
      opened={batch !== undefined}
      onClose={onClose}
      title={batch ? t('undo.title', { name: batch.fileName }) : ''}
      size={480}
      closeButtonProps={{ 'aria-label': ui('close') }}
      centered
    >
      {batch ? <UndoQuestion key={batch.id} batch={batch} onClose={onClose} /> : null}
    </Modal>
  );
};

const numbersIn = (failure: Failure): readonly string[] => {
  const numbers = failure.details?.['numbers'];
  return Array.isArray(numbers) ? numbers.map(String) : [];
};

const UndoQuestion = ({ batch, onClose }: { readonly batch: BatchView; readonly onClose: () => void }) => {
  const { t } = useTranslation('imports');
  const { t: ui } = useTranslation('ui');
  const format = useFormat();
  const busy = useImport((state) => state.busy);
  const progress = useImport((state) => state.progress);
  const { undo } = useImportActions();
  const [failure, setFailure] = useState<Failure>();
  const isTouched = failure?.code === 'import.touched-since';
  const touched = failure ? numbersIn(failure) : [];
  const count = Number(failure?.details?.['count'] ?? 0);

  const go = async (keepTouched: boolean) => {
    const refused = await undo(batch.id, keepTouched);
    setFailure(refused);
    if (refused) return;
    announce({ tone: 'done', text: t('undo.done', { name: batch.fileName }) });
    onClose();
  };
  const share = progress?.phase === 'undoing' ? progress.done / Math.max(1, progress.total) : 0;
  return (
    <div className={styles.dialog}>
      {isTouched ? (
        <>
          <p className="strong">{t('undo.touchedTitle', { count })}</p>
          <p className="soft">{t('undo.touchedText')}</p>
          <ul className={`${styles.numbers} num`}>
            {touched.map((number) => (
              <li key={number}>{number}</li>
            ))}
            {count > touched.length ? (
              <li className="muted">{t('undo.touchedMore', { count: count - touched.length })}</li>
            ) : null}
          </ul>
        </>
      ) : (
        <p className="soft">{t('undo.text', { count: batch.tickets.create })}</p>
      )}
      {failure && !isTouched ? <FailureBanner failure={failure} /> : null}
      {busy === 'undoing' ? (
        <ProgressBar share={share} label={t('undo.progress', { share: format.percent(share) })} />
      ) : null}
      <div className={styles.dialogActions}>
        <Button variant="subtle" onClick={onClose} data-autofocus>
          {ui('cancel')}
        </Button>
        <Button variant="filled" color="red" loading={busy === 'undoing'} onClick={() => void go(isTouched)}>
          {isTouched ? t('undo.confirmOthers') : t('undo.confirm')}
        </Button>
      </div>
    </div>
  );
};
