import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { useReadOnly } from '#renderer/storage/read-only.ts';
import { announce } from '#renderer/ui/announce.ts';
import { BlockableButton } from '#renderer/ui/blockable-button.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { useFirstWrong } from '#renderer/ui/use-first-wrong.ts';
import { PassphraseField } from '#renderer/accounts/passphrase-field.tsx';
import { passphraseProblem } from '#shared/accounts/passphrase.ts';
import type { Failure } from '#shared/base/result.ts';
import styles from './settings.module.css';

/** Gives the own key slot another passphrase; the data itself is not written again. */
export const ChangePassphrase = () => {
  const { t } = useTranslation('settings');
  const client = useClient();
  const readOnly = useReadOnly();
  const { form, afterSubmit } = useFirstWrong<HTMLFormElement>();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [wasSent, setSent] = useState(false);
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure>();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setSent(true);
    afterSubmit();
    if (isPending || readOnly !== undefined || current === '' || passphraseProblem(next) !== null) return;
    setPending(true);
    const reply = await client.call('accounts.changePassphrase', { current, next });
    setPending(false);
    setFailure(reply.ok ? undefined : reply.failure);
    if (!reply.ok) return;
    setCurrent('');
    setNext('');
    setSent(false);
    announce({ tone: 'done', text: t('passphrase.changed') });
  };

  const isWrong = failure?.code === 'auth.wrong-passphrase';
  const currentError = () => {
    if (wasSent && current === '') return t('passphrase.needed');
    return isWrong ? t('passphrase.wrong') : undefined;
  };
  return (
    <form ref={form} className={styles.passphrases} onSubmit={(event) => void submit(event)} noValidate>
      <PassphraseField
        label={t('passphrase.current')}
        purpose="current"
        value={current}
        onChange={setCurrent}
        error={currentError()}
      />
      <PassphraseField label={t('passphrase.next')} purpose="new" value={next} onChange={setNext} wasSent={wasSent} />
      {failure && !isWrong ? <FailureBanner failure={failure} /> : null}
      <div className={styles.actions}>
        <BlockableButton
          type="submit"
          loading={isPending}
          blockedBy={readOnly === undefined ? undefined : 'passphrase-why'}
        >
          {t('passphrase.change')}
        </BlockableButton>
        {readOnly === undefined ? null : (
          <span id="passphrase-why" className="muted small">
            {readOnly}
          </span>
        )}
      </div>
    </form>
  );
};
