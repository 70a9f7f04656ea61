import { Button, Textarea, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Client } from '#renderer/api/client.ts';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { GateHead } from '#renderer/ui/gate-head.tsx';
import { useFirstWrong } from '#renderer/ui/use-first-wrong.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { AppStatus, SignInName } from '#shared/accounts/operations.ts';
import { passphraseProblem } from '#shared/accounts/passphrase.ts';
import { readRecoveryKey } from '#shared/accounts/recovery-key.ts';
import type { Failure } from '#shared/base/result.ts';
import styles from './accounts.module.css';
import { PassphraseField } from './passphrase-field.tsx';

interface RecoverProps {
  readonly client: Client;
  /** Whose name is filled in; another one can be typed, for people whom the lock screen does not list. */
  readonly person: SignInName | undefined;
  /** Undefined: there is nothing else on the lock screen. */
  readonly onBack: (() => void) | undefined;
  readonly onStatus: (status: AppStatus) => void;
}

/** Opens the desk with the printed key and gives one person a new passphrase. */
export const Recover = ({ client, person, onBack, onStatus }: RecoverProps) => {
  const { t } = useTranslation('accounts');
  const format = useFormat();
  const { form, afterSubmit } = useFirstWrong<HTMLFormElement>();
  const [name, setName] = useState(person?.name ?? '');
  const [typed, setTyped] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [wasSent, setSent] = useState(false);
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const key = readRecoveryKey(typed);
  const problem = passphraseProblem(passphrase);
  const signInName = name.trim();
  const isListed = signInName === person?.name;
  const called = isListed ? person.displayName : signInName;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setSent(true);
    afterSubmit();
    if (isPending || signInName === '' || key === undefined || problem !== null) return;
    setPending(true);
    const reply = await client.call('accounts.recover', {
      ...(isListed ? { userId: person.userId } : { name: signInName }),
      recoveryKey: key,
      newPassphrase: passphrase,
    });
    setPending(false);
    setFailure(reply.ok ? undefined : reply.failure);
    if (reply.ok) onStatus(reply.value);
  };

  const administrators = failure?.code === 'record.not-found' ? failure.details?.['administrators'] : undefined;
  const nameError = () => {
    if (wasSent && signInName === '') return t('setUp.needed');
    return Array.isArray(administrators)
      ? t('recover.nobody', { names: format.series(administrators.map(String)) })
      : undefined;
  };
  return (
    <form ref={form} className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      <GateHead title={t('recover.title')}>{t('recover.body')}</GateHead>
      <Field label={t('setUp.name')} error={nameError()}>
        {(control) => (
          <TextInput
            {...control}
            autoFocus={person === undefined}
            maxLength={64}
            value={name}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            onChange={(event) => {
              setName(event.currentTarget.value);
              if (administrators !== undefined) setFailure(undefined);
            }}
          />
        )}
      </Field>
      <Field
        label={t('recover.key')}
        hint={t('recover.keyHint')}
        error={wasSent && key === undefined ? t('recover.keyForm') : undefined}
      >
        {(control) => (
          <Textarea
            {...control}
            autoFocus={person !== undefined}
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
        label={called === '' ? t('users.newPassphrase') : t('recover.new', { name: called })}
        value={passphrase}
        onChange={setPassphrase}
        purpose="new"
        wasSent={wasSent}
      />
      {failure && administrators === undefined ? <FailureBanner failure={failure} /> : null}
      <div className={styles.keyActions}>
        <Button type="submit" variant="filled" loading={isPending}>
          {t('recover.open')}
        </Button>
        {onBack ? (
          <Button variant="subtle" onClick={onBack}>
            {t('signIn.back')}
          </Button>
        ) : null}
      </div>
    </form>
  );
};
