import { Button, TextInput } from '@mantine/core';
import { useId, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Client } from '#renderer/api/client.ts';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { GateHead } from '#renderer/ui/gate-head.tsx';
import { useFirstWrong } from '#renderer/ui/use-first-wrong.ts';
import type { AppStatus, IssuedRecoveryKey } from '#shared/accounts/operations.ts';
import { passphraseProblem } from '#shared/accounts/passphrase.ts';
import type { Failure } from '#shared/base/result.ts';
import styles from './accounts.module.css';
import { PassphraseField } from './passphrase-field.tsx';
import { RecoveryKey } from './recovery-key.tsx';
import { suggestSignInName } from './suggest-name.ts';

interface SetUpProps {
  readonly client: Client;
  /** Tells the shell to wait: the desk opens behind this page before the recovery key is stored. */
  readonly onHold: (isSettingUp: boolean) => void;
  readonly onDone: (status: AppStatus) => void;
}

const empty = { desk: '', displayName: '', name: '', passphrase: '', repeat: '' };

/** First run: the desk, its first administrator, and the recovery key that is shown once. */
export const SetUp = ({ client, onHold, onDone }: SetUpProps) => {
  const { t } = useTranslation('accounts');
  const { form, afterSubmit } = useFirstWrong<HTMLFormElement>();
  const [fields, setFields] = useState(empty);
  const [sample, setSample] = useState(false);
  const [wasSent, setSent] = useState(false);
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [made, setMade] = useState<IssuedRecoveryKey>();

  if (made) {
    return (
      <RecoveryKey
        made={made}
        displayName={fields.displayName.trim()}
        onStored={() => {
          onHold(false);
          onDone(made.status);
        }}
      />
    );
  }

  const set = (change: Partial<typeof empty>) => setFields((before) => ({ ...before, ...change }));
  const missing = (value: string) => (wasSent && value.trim() === '' ? t('setUp.needed') : undefined);
  const repeatError = () => {
    if (fields.repeat !== '' && fields.repeat !== fields.passphrase) return t('setUp.repeatWrong');
    return missing(fields.repeat);
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setSent(true);
    afterSubmit();
    const { desk, name, displayName, passphrase, repeat } = fields;
    const isComplete = [desk, name, displayName].every((value) => value.trim() !== '');
    if (isPending || !isComplete || passphraseProblem(passphrase) !== null || passphrase !== repeat) return;
    setPending(true);
    onHold(true);
    const reply = await client.call('accounts.setUp', { desk, name, displayName, passphrase, sample });
    setPending(false);
    if (reply.ok) setMade(reply.value);
    else {
      onHold(false);
      setFailure(reply.failure);
    }
  };

  return (
    <form ref={form} className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      <GateHead title={t('setUp.title')}>{t('setUp.body')}</GateHead>
      <Field label={t('setUp.desk')} hint={t('setUp.deskHint')} error={missing(fields.desk)}>
        {(control) => (
          <TextInput
            {...control}
            autoFocus
            maxLength={80}
            value={fields.desk}
            autoComplete="organization"
            onChange={(event) => set({ desk: event.currentTarget.value })}
          />
        )}
      </Field>
      <div className={styles.pair}>
        <Field label={t('setUp.displayName')} error={missing(fields.displayName)}>
          {(control) => (
            <TextInput
              {...control}
              maxLength={120}
              value={fields.displayName}
              autoComplete="name"
              onChange={(event) => {
                const displayName = event.currentTarget.value;
                // Follows the name until it was typed itself.
                const follows = fields.name === suggestSignInName(fields.displayName);
                set(follows ? { displayName, name: suggestSignInName(displayName) } : { displayName });
              }}
            />
          )}
        </Field>
        <Field label={t('setUp.name')} hint={t('setUp.nameHint')} error={missing(fields.name)}>
          {(control) => (
            <TextInput
              {...control}
              maxLength={64}
              value={fields.name}
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              onChange={(event) => set({ name: event.currentTarget.value })}
            />
          )}
        </Field>
      </div>
      <div className={styles.pair}>
        <PassphraseField
          label={t('setUp.passphrase')}
          value={fields.passphrase}
          onChange={(passphrase) => set({ passphrase })}
          purpose="new"
          wasSent={wasSent}
        />
        <PassphraseField
          label={t('setUp.repeat')}
          value={fields.repeat}
          onChange={(repeat) => set({ repeat })}
          purpose="new"
          hint={<span />}
          error={repeatError()}
        />
      </div>
      <fieldset className={styles.fieldset}>
        <legend className={styles.legend}>{t('setUp.start')}</legend>
        <div className={styles.options}>
          <StartOption
            title={t('setUp.startEmpty')}
            hint={t('setUp.startEmptyHint')}
            isChosen={!sample}
            onChoose={() => setSample(false)}
          />
          <StartOption
            title={t('setUp.startSample')}
            hint={t('setUp.startSampleHint')}
            isChosen={sample}
            onChoose={() => setSample(true)}
          />
        </div>
      </fieldset>
      {failure ? <FailureBanner failure={failure} /> : null}
      <Button type="submit" variant="filled" size="lg" fullWidth loading={isPending}>
        {t('setUp.create')}
      </Button>
    </form>
  );
};

interface StartOptionProps {
  readonly title: string;
  readonly hint: string;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

const StartOption = ({ title, hint, isChosen, onChoose }: StartOptionProps) => {
  const id = useId();
  return (
    <div className={styles.option}>
      <input id={id} type="radio" name="start" checked={isChosen} onChange={onChoose} aria-describedby={`${id}-hint`} />
      <div>
        <label htmlFor={id}>{title}</label>
        <p className="muted small" id={`${id}-hint`}>
          {hint}
        </p>
      </div>
    </div>
  );
};
