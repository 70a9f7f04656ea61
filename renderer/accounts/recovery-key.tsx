import { Button, TextInput } from '@mantine/core';
import { IconCopy, IconPrinter } from '@tabler/icons-react';
import { useEffect, useState, type FormEvent } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { copyText } from '#renderer/ui/copy-text.ts';
import { Field } from '#renderer/ui/field.tsx';
import { GateHead } from '#renderer/ui/gate-head.tsx';
import { useFirstWrong } from '#renderer/ui/use-first-wrong.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { IssuedRecoveryKey } from '#shared/accounts/operations.ts';
import { recoveryKeyGroups } from '#shared/accounts/recovery-key.ts';
import styles from './accounts.module.css';

interface RecoveryKeyProps {
  readonly made: IssuedRecoveryKey;
  /** Who made it. */
  readonly displayName: string;
  readonly onStored: () => void;
}

const TAIL = 4;

const placeOf = (status: RecoveryKeyProps['made']['status']) =>
  'desk' in status ? { desk: status.desk, deviceCode: status.deviceCode } : { desk: '', deviceCode: '' };

/** The one time that the recovery key is seen. Goes on only when its end was typed from a copy. */
export const RecoveryKey = ({ made, displayName, onStored }: RecoveryKeyProps) => {
  const { t } = useTranslation('accounts');
  const { t: ui } = useTranslation('ui');
  const { form, afterSubmit } = useFirstWrong<HTMLFormElement>();
  const [typed, setTyped] = useState('');
  const [wasSent, setSent] = useState(false);
  const { recoveryKey, fingerprint, status } = made;
  const { deviceCode } = placeOf(status);
  const isRight = typed.replaceAll(/[\s-]/g, '').toUpperCase() === recoveryKey.slice(-TAIL).toUpperCase();

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, []);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSent(true);
    afterSubmit();
    if (isRight) onStored();
  };

  return (
    <form ref={form} className={styles.form} onSubmit={submit} noValidate>
      <GateHead title={t('key.title')}>{t('key.body')}</GateHead>
      <div className={styles.key} role="group" aria-label={t('key.label')} data-testid="recovery-key">
        <KeyText recoveryKey={recoveryKey} />
      </div>
      <div className={styles.keyActions}>
        <Button
          autoFocus
          variant={isRight ? 'default' : 'filled'}
          leftSection={<IconPrinter size={16} stroke={1.6} aria-hidden />}
          onClick={() => window.print()}
        >
          {t('key.print')}
        </Button>
        <Button
          leftSection={<IconCopy size={16} stroke={1.6} aria-hidden />}
          onClick={() => void copyText(recoveryKey, { done: t('key.copied'), failed: ui('copyFailed') })}
        >
          {t('key.copy')}
        </Button>
      </div>
      <dl className={styles.facts}>
        <dt>{t('key.device')}</dt>
        <dd className="num">{deviceCode}</dd>
        <dt>{t('key.fingerprint')}</dt>
        <dd className="mono">{fingerprint}</dd>
      </dl>
      <Field
        label={t('key.confirm')}
        hint={t('key.confirmHint')}
        error={wasSent && !isRight ? t('key.confirmWrong') : undefined}
      >
        {(control) => (
          <TextInput
            {...control}
            w={140}
            classNames={{ input: 'mono' }}
            value={typed}
            maxLength={12}
            spellCheck={false}
            autoComplete="off"
            autoCapitalize="characters"
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
      </Field>
      <Button type="submit" size="lg" fullWidth variant={isRight ? 'filled' : 'default'}>
        {t('key.done')}
      </Button>
      {createPortal(<Sheet made={made} displayName={displayName} />, document.body)}
    </form>
  );
};

const KeyText = ({ recoveryKey }: { readonly recoveryKey: string }) => {
  const groups = recoveryKeyGroups(recoveryKey);
  return (
    <>
      <span className="muted">{recoveryKey.slice(0, recoveryKey.length - groups.join('').length)}</span>
      <span className={styles.keyGroups}>
        {groups.map((group, index) => (
          <span key={`${index} ${group}`}>{group}</span>
        ))}
      </span>
    </>
  );
};

/** What is printed: only this, on paper only. */
const Sheet = ({ made, displayName }: Omit<RecoveryKeyProps, 'onStored'>) => {
  const { t } = useTranslation('accounts');
  const format = useFormat();
  const { desk, deviceCode } = placeOf(made.status);
  const [madeAt] = useState(() => Date.now());
  // A sheet is read years later: never without the year.
  const longAfter = 0;
  const lines = [
    [t('sheet.desk'), desk],
    [t('sheet.device'), deviceCode],
    [t('sheet.by'), displayName],
    [t('sheet.made'), format.dateTime(madeAt, longAfter)],
    [t('sheet.fingerprint'), made.fingerprint],
  ] as const;
  return (
    <article className={styles.sheet} data-print aria-hidden>
      <b>Deskside</b>
      <h1>{t('sheet.title')}</h1>
      <dl>
        {lines.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className={label === t('sheet.fingerprint') ? 'mono' : ''}>{value}</dd>
          </div>
        ))}
        <div>
          <dt>{t('sheet.key')}</dt>
          <dd className={styles.sheetKey}>
            <KeyText recoveryKey={made.recoveryKey} />
          </dd>
        </div>
      </dl>
      <p>{t('sheet.use')}</p>
      <p>{t('sheet.check')}</p>
    </article>
  );
};
