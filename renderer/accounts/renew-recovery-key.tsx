import { Button, Modal } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient, useSession } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { useFirstWrong } from '#renderer/ui/use-first-wrong.ts';
import { useFocusReturn } from '#renderer/ui/use-focus-return.ts';
import type { IssuedRecoveryKey } from '#shared/accounts/operations.ts';
import type { Failure } from '#shared/base/result.ts';
import { PassphraseField } from './passphrase-field.tsx';
import { RecoveryKey } from './recovery-key.tsx';
import styles from './users.module.css';

interface RenewRecoveryKeyProps {
  readonly onClose: () => void;
}

/** Mounted while open. Once the new key is there, it closes only when that was stored: it is not shown again. */
export const RenewRecoveryKey = ({ onClose }: RenewRecoveryKeyProps) => {
  const { t } = useTranslation('accounts');
  const { t: ui } = useTranslation('ui');
  const session = useSession();
  useFocusReturn();
  const [made, setMade] = useState<IssuedRecoveryKey>();
  const mayClose = made === undefined;
  const stored = () => {
    announce({ tone: 'done', text: t('renew.done') });
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('renew.title')}
      size={480}
      withCloseButton={mayClose}
      closeOnEscape={mayClose}
      closeOnClickOutside={mayClose}
      closeButtonProps={{ 'aria-label': ui('close') }}
    >
      {made ? (
        <RecoveryKey made={made} displayName={session.displayName} onStored={stored} />
      ) : (
        <AskPassphrase onMade={setMade} onClose={onClose} />
      )}
    </Modal>
  );
};

const AskPassphrase = ({
  onMade,
  onClose,
}: {
  readonly onMade: (made: IssuedRecoveryKey) => void;
  readonly onClose: () => void;
}) => {
  const { t } = useTranslation('accounts');
  const { t: ui } = useTranslation('ui');
  const client = useClient();
  const { form, afterSubmit } = useFirstWrong<HTMLFormElement>();
  const [passphrase, setPassphrase] = useState('');
  const [wasSent, setSent] = useState(false);
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const isWrong = failure?.code === 'auth.wrong-passphrase';
  const error = () => {
    if (wasSent && passphrase === '') return t('signIn.empty');
    return isWrong ? t('signIn.wrong') : undefined;
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setSent(true);
    afterSubmit();
    if (isPending || passphrase === '') return;
    setPending(true);
    const reply = await client.call('accounts.renewRecoveryKey', { passphrase });
    setPending(false);
    setFailure(reply.ok ? undefined : reply.failure);
    if (reply.ok) onMade(reply.value);
  };

  return (
    <form ref={form} className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      <p className="soft">{t('renew.body')}</p>
      <PassphraseField
        label={t('renew.passphrase')}
        value={passphrase}
        onChange={setPassphrase}
        purpose="current"
        autoFocus
        error={error()}
      />
      {failure && !isWrong ? <FailureBanner failure={failure} /> : null}
      <div className={styles.actions}>
        <span className={styles.space} />
        <Button variant="subtle" onClick={onClose}>
          {ui('cancel')}
        </Button>
        <Button type="submit" variant="filled" loading={isPending}>
          {t('renew.make')}
        </Button>
      </div>
    </form>
  );
};
