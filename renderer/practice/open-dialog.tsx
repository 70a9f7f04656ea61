import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Client } from '#renderer/api/client.ts';
import { announce } from '#renderer/ui/announce.ts';
import { ConfirmDialog } from '#renderer/ui/confirm-dialog.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import type { Failure } from '#shared/base/result.ts';
import styles from './practice.module.css';

/** Says what the training desk is, then goes there: in this window, or in one that its host opens. */
export const OpenDialog = ({ client, onClose }: { readonly client: Client; readonly onClose: () => void }) => {
  const { t } = useTranslation('practice');
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const open = async () => {
    setPending(true);
    setFailure(undefined);
    const opened = await client.call('practice.open', {});
    if (opened.ok && opened.value.address !== null) {
      window.location.assign(opened.value.address);
      return;
    }
    setPending(false);
    if (opened.ok) {
      announce({ tone: 'done', text: t('open.done') });
      onClose();
    } else setFailure(opened.failure);
  };
  return (
    <ConfirmDialog
      opened
      title={t('open.title')}
      confirm={t('open.confirm')}
      pending={isPending}
      onConfirm={() => void open()}
      onClose={onClose}
    >
      <p>{t('open.body')}</p>
      <ul className={styles.facts}>
        <li>{t('open.marked')}</li>
        <li>{t('open.apart')}</li>
        <li>{t('open.stays')}</li>
      </ul>
      {failure ? (
        <div className={styles.failure}>
          <FailureBanner failure={failure} />
        </div>
      ) : null}
    </ConfirmDialog>
  );
};
