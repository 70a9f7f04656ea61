import { Button, Textarea } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Client } from '#renderer/api/client.ts';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { GateHead } from '#renderer/ui/gate-head.tsx';
import { useFirstWrong } from '#renderer/ui/use-first-wrong.ts';
import type { AppStatus, SignInName } from '#shared/accounts/operations.ts';
import { passphraseProblem } from '#shared/accounts/passphrase.ts';
import { readRecoveryKey } from '#shared/accounts/recovery-key.ts';
import type { Failure } from '#shared/base/result.ts';
import styles from './accounts.module.css';
import { PassphraseField } from './passphrase-field.tsx';

interface RecoverProps {
  readonly client: Client;
  readonly person: SignInName;
  readonly onBack: () => void;
  readonly onStatus: (status: AppStatus) => void;
}

/** Opens the desk with the printed key and gives the person a new passphrase. */
export const Recover = ({ client, person, onBack, onStatus }: RecoverProps) => {
  const { t } = useTranslation('accounts');
  const { form, afterSubmit } = useFirstWrong<HTMLFormElement>();
  const [typed, setTyped] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [wasSent, setSent] = useState(false);
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const key = readRecoveryKey(typed);
  const problem = passphraseProblem(passphrase);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setSent(true);
    afterSubmit();
    if (isPending || key === undefined || problem !== null) return;
    setPending(true);
    const reply = await client.call('accounts.recover', {
      userId: person.userId,
      recoveryKey: key,
      newPassphrase: passphrase,
    });
    setPending(false);
    setFailure(reply.ok ? undefined : reply.failure);
    if (reply.ok) onStatus(reply.value);
  };

  return (
    <form ref={form} className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      <GateHead title={t('recover.title')}>{t('recover.body', { name: person.displayName })}</GateHead>
      <Field
        label={t('recover.key')}
        hint={t('recover.keyHint')}
        error={wasSent && key === undefined ? t('recover.keyForm') : undefined}
      >
        {(control) => (
          <Textarea
            {...control}
            autoFocus
            rows={3}
            classNames={{ input: 'mono' }}
            value={typed}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
      </Field>
      <PassphraseField
        label={t('recover.new', { name: person.displayName })}
        value={passphrase}
        onChange={setPassphrase}
        purpose="new"
        wasSent={wasSent}
      />
      {failure ? <FailureBanner failure={failure} /> : null}
      <div className={styles.keyActions}>
        <Button type="submit" variant="filled" loading={isPending}>
          {t('recover.open')}
        </Button>
        <Button variant="subtle" onClick={onBack}>
          {t('signIn.back')}
        </Button>
      </div>
    </form>
  );
};
