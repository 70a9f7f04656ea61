import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Client } from '#renderer/api/client.ts';
import { announce } from '#renderer/ui/announce.ts';
import { ConfirmDialog } from '#renderer/ui/confirm-dialog.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import type { AppStatus } from '#shared/accounts/operations.ts';
import type { Failure } from '#shared/base/result.ts';
import styles from './practice.module.css';

interface ResetDialogProps {
  readonly client: Client;
  /** Takes where the console stands then: signed in to the fresh desk. */
  readonly onStatus: (status: AppStatus) => void;
  readonly onClose: () => void;
}

/** Asks, then has the training desk made anew. */
export const ResetDialog = ({ client, onStatus, onClose }: ResetDialogProps) => {
  const { t } = useTranslation('practice');
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const reset = async () => {
    setPending(true);
    setFailure(undefined);
    const made = await client.call('practice.reset', {});
    setPending(false);
    if (!made.ok) {
      setFailure(made.failure);
      return;
    }
    onClose();
    // What stood in this window's address is gone.
    window.location.hash = '';
    onStatus(made.value);
    if (made.value.state === 'open') announce({ tone: 'done', text: t('reset.done', { code: made.value.deviceCode }) });
  };
  return (
    <ConfirmDialog
      opened
      title={t('reset.title')}
      confirm={t('reset.confirm')}
      danger
      pending={isPending}
      onConfirm={() => void reset()}
      onClose={() => (isPending ? undefined : onClose())}
    >
      <p>{t('reset.body')}</p>
      {failure ? (
        <div className={styles.failure}>
          <FailureBanner failure={failure} />
        </div>
      ) : null}
    </ConfirmDialog>
  );
};
