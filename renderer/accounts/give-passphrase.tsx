import { Button, Modal } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { useFirstWrong } from '#renderer/ui/use-first-wrong.ts';
import { useFocusReturn } from '#renderer/ui/use-focus-return.ts';
import type { UserView } from '#shared/accounts/operations.ts';
import { passphraseProblem } from '#shared/accounts/passphrase.ts';
import type { Failure } from '#shared/base/result.ts';
import { PassphraseField } from './passphrase-field.tsx';
import styles from './users.module.css';

interface GivePassphraseProps {
  readonly user: UserView;
  readonly onClose: () => void;
}

/**
 * Mounted while open. A new passphrase for somebody else; who was disabled can sign in with it again, since disabling took the
 * old one away.
 */
export const GivePassphrase = ({ user, onClose }: GivePassphraseProps) => {
  const { t } = useTranslation('accounts');
  const { t: ui } = useTranslation('ui');
  const client = useClient();
  const { form, afterSubmit } = useFirstWrong<HTMLFormElement>();
  useFocusReturn();
  // As it was when asked: the person may be enabled before the reply is here.
  const [wasDisabled] = useState(user.disabled);
  const [passphrase, setPassphrase] = useState('');
  const [wasSent, setSent] = useState(false);
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const { displayName: name } = user;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setSent(true);
    afterSubmit();
    if (isPending || passphraseProblem(passphrase) !== null) return;
    setPending(true);
    const part = wasDisabled ? { passphrase, disabled: false } : { passphrase };
    const reply = await client.call('accounts.changeUser', { userId: user.id, ...part });
    setPending(false);
    setFailure(reply.ok ? undefined : reply.failure);
    if (!reply.ok) return;
    announce({ tone: 'done', text: wasDisabled ? t('users.enabledDone', { name }) : t('users.resetDone', { name }) });
    onClose();
  };

  return (
    <Modal
      opened
      onClose={onClose}
      title={wasDisabled ? t('users.enableTitle', { name }) : t('users.resetTitle', { name })}
      size={440}
      closeButtonProps={{ 'aria-label': ui('close') }}
    >
      <form ref={form} className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
        <p className="soft">{wasDisabled ? t('users.enableBody', { name }) : t('users.resetBody', { name })}</p>
        <PassphraseField
          label={t('users.newPassphrase')}
          value={passphrase}
          onChange={setPassphrase}
          purpose="new"
          autoFocus
          wasSent={wasSent}
        />
        <p className="muted small">{t('users.firstPassphraseHint')}</p>
        {failure ? <FailureBanner failure={failure} /> : null}
        <div className={styles.actions}>
          <span className={styles.space} />
          <Button variant="subtle" onClick={onClose}>
            {ui('cancel')}
          </Button>
          <Button type="submit" variant="filled" loading={isPending}>
            {wasDisabled ? t('users.enable') : t('users.reset')}
          </Button>
        </div>
      </form>
    </Modal>
  );
};
