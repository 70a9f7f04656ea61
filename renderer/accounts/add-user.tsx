import { Button, Modal, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { navigate } from '#renderer/ui/route.ts';
import { useFirstWrong } from '#renderer/ui/use-first-wrong.ts';
import { passphraseProblem } from '#shared/accounts/passphrase.ts';
import type { Role } from '#shared/accounts/roles.ts';
import type { Failure } from '#shared/base/result.ts';
import { PassphraseField } from './passphrase-field.tsx';
import { RoleChoice } from './role-choice.tsx';
import { suggestSignInName } from './suggest-name.ts';
import styles from './users.module.css';

interface AddUserProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

export const AddUser = ({ opened, onClose }: AddUserProps) => {
  const { t } = useTranslation('accounts');
  const { t: ui } = useTranslation('ui');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('users.add')}
      size={480}
      closeButtonProps={{ 'aria-label': ui('close') }}
    >
      <AddUserForm onClose={onClose} />
    </Modal>
  );
};

const AddUserForm = ({ onClose }: { readonly onClose: () => void }) => {
  const { t } = useTranslation('accounts');
  const { t: ui } = useTranslation('ui');
  const client = useClient();
  const { form, afterSubmit } = useFirstWrong<HTMLFormElement>();
  const [displayName, setDisplayName] = useState('');
  const [name, setName] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [roles, setRoles] = useState<readonly Role[]>(['technician']);
  const [wasSent, setSent] = useState(false);
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const missing = (value: string) => (wasSent && value.trim() === '' ? t('setUp.needed') : undefined);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setSent(true);
    afterSubmit();
    const isComplete = displayName.trim() !== '' && name.trim() !== '' && roles.length > 0;
    if (isPending || !isComplete || passphraseProblem(passphrase) !== null) return;
    setPending(true);
    const reply = await client.call('accounts.addUser', { name, displayName, roles: [...roles], passphrase });
    setPending(false);
    setFailure(reply.ok ? undefined : reply.failure);
    if (!reply.ok) return;
    announce({ tone: 'done', text: t('users.added', { name: reply.value.displayName }) });
    onClose();
    navigate('users', reply.value.id);
  };

  return (
    <form ref={form} className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      <div className={styles.pair}>
        <Field label={t('users.name')} error={missing(displayName)}>
          {(control) => (
            <TextInput
              {...control}
              data-autofocus
              maxLength={120}
              autoComplete="off"
              value={displayName}
              onChange={(event) => {
                const next = event.currentTarget.value;
                // Follows the name until it was typed itself.
                if (name === suggestSignInName(displayName)) setName(suggestSignInName(next));
                setDisplayName(next);
              }}
            />
          )}
        </Field>
        <Field label={t('users.signInName')} error={missing(name)}>
          {(control) => (
            <TextInput
              {...control}
              maxLength={64}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
          )}
        </Field>
      </div>
      <PassphraseField
        label={t('users.firstPassphrase')}
        value={passphrase}
        onChange={setPassphrase}
        purpose="new"
        wasSent={wasSent}
      />
      <p className="muted small">{t('users.firstPassphraseHint')}</p>
      <RoleChoice
        value={roles}
        onChange={setRoles}
        error={wasSent && roles.length === 0 ? t('users.rolesNeeded') : undefined}
      />
      {failure ? <FailureBanner failure={failure} /> : null}
      <div className={styles.actions}>
        <span className={styles.space} />
        <Button variant="subtle" onClick={onClose}>
          {ui('cancel')}
        </Button>
        <Button type="submit" variant="filled" loading={isPending}>
          {t('users.create')}
        </Button>
      </div>
    </form>
  );
};
