import { useTranslation } from 'react-i18next';
import { useSessionStore } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { ConfirmDialog } from '#renderer/ui/confirm-dialog.tsx';
import type { AssetBatchView } from '#shared/assets/import/operations.ts';
import { assetImportStore } from './asset-import-store.ts';

/** Asks before an import is taken back: what goes, what comes back, and what stays. */
export const UndoList = ({ batch, onClose }: { readonly batch: AssetBatchView; readonly onClose: () => void }) => {
  const { t } = useTranslation('assets');
  const store = useSessionStore(assetImportStore);
  return (
    <ConfirmDialog
      opened
      danger
      title={t('undoAsk', { name: batch.fileName })}
      confirm={t('undoImport')}
      onConfirm={() => {
        onClose();
        void store
          .getState()
          .undo(batch.id)
          .then((undone) => {
            if (undone)
              announce({
                tone: 'done',
                text: t('undone', { name: undone.fileName, kept: t('keptCount', { count: undone.kept }) }),
              });
          });
      }}
      onClose={onClose}
    >
      {t('undoText')}
    </ConfirmDialog>
  );
};
