import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useSessionStore } from '#renderer/api/session.tsx';
import { useReadOnly } from '#renderer/storage/read-only.ts';
import { BlockableButton } from '#renderer/ui/blockable-button.tsx';
import { ConfirmDialog } from '#renderer/ui/confirm-dialog.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import type { Failure } from '#shared/base/result.ts';
import type { ArticleBatchView } from '#shared/knowledge/exchange/operations.ts';
import { exchangeStore } from './store.ts';

/** Takes one import back, after asking. */
export const TakeBack = ({ batch }: { readonly batch: ArticleBatchView }) => {
  const { t } = useTranslation('knowledgeExchange');
  const store = useSessionStore(exchangeStore);
  const undoing = useStore(store, (state) => state.undoing);
  const readOnly = useReadOnly();
  const [isAsking, setAsking] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const why = `${batch.id}-why`;
  const go = async () => {
    const refused = await store.getState().undo(batch.id);
    setFailure(refused);
    if (!refused) setAsking(false);
  };
  return (
    <>
      <BlockableButton
        size="xs"
        aria-label={t('undoOf', { name: batch.name })}
        blockedBy={readOnly === undefined ? undefined : why}
        onClick={() => {
          setFailure(undefined);
          setAsking(true);
        }}
      >
        {t('undo')}
      </BlockableButton>
      {readOnly !== undefined && (
        <span id={why} className="muted small">
          {readOnly}
        </span>
      )}
      <ConfirmDialog
        opened={isAsking}
        title={t('undo.title', { name: batch.name })}
        confirm={t('undo')}
        danger
        pending={undoing === batch.id}
        onConfirm={() => void go()}
        onClose={() => setAsking(false)}
      >
        {failure && <FailureBanner failure={failure} />}
        <p className="soft">{t('undo.text')}</p>
      </ConfirmDialog>
    </>
  );
};
