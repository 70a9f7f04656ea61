import { PasswordInput } from '@mantine/core';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import type { ReactNode, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '#renderer/ui/field.tsx';
import { MIN_PASSPHRASE_LENGTH, passphraseProblem } from '#shared/accounts/passphrase.ts';
import styles from './accounts.module.css';
import { strengthOf } from './strength.ts';

interface PassphraseFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error?: string | undefined;
  /** The form was submitted: a new passphrase that is missing or too weak is an error from then on. */
  readonly wasSent?: boolean;
  /** `current` lets a password manager fill in, `new` offers to keep it. */
  readonly purpose: 'current' | 'new';
  readonly hint?: ReactNode;
  readonly large?: boolean;
  readonly autoFocus?: boolean;
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly onCapsLock?: ((isOn: boolean) => void) | undefined;
}

const EyeIcon = ({ reveal }: { readonly reveal: boolean }) =>
  reveal ? <IconEyeOff size={16} stroke={1.6} aria-hidden /> : <IconEye size={16} stroke={1.6} aria-hidden />;

/** A passphrase that can be made visible. A new one carries its strength below. */
export const PassphraseField = (props: PassphraseFieldProps) => {
  const { label, value, onChange, purpose, hint, large = false, autoFocus = false, inputRef, onCapsLock } = props;
  const { t } = useTranslation('accounts');
  const words = useStrengthWords();
  const isRefused = props.wasSent === true && passphraseProblem(value) !== null;
  const error = props.error ?? (isRefused ? (value === '' ? t('setUp.needed') : words(value)) : undefined);
  return (
    <Field label={label} error={error} hint={hint ?? (purpose === 'new' ? <StrengthHint value={value} /> : undefined)}>
      {(control) => (
        <PasswordInput
          {...control}
          ref={inputRef}
          value={value}
          size={large ? 'lg' : 'sm'}
          autoComplete={purpose === 'new' ? 'new-password' : 'current-password'}
          spellCheck={false}
          onChange={(event) => onChange(event.currentTarget.value)}
          onKeyUp={(event) => onCapsLock?.(event.getModifierState('CapsLock'))}
          visibilityToggleIcon={EyeIcon}
          visibilityToggleButtonProps={{ 'aria-label': t('show.passphrase'), tabIndex: 0 }}
          {...(autoFocus ? { 'data-autofocus': true, autoFocus: true } : {})}
        />
      )}
    </Field>
  );
};

const useStrengthWords = (): ((value: string) => string) => {
  const { t } = useTranslation('accounts');
  const min = MIN_PASSPHRASE_LENGTH;
  return (value) => {
    const strength = strengthOf(value);
    switch (strength.kind) {
      case 'start':
        return t('strength.start', { min });
      case 'short':
        return t('strength.rule', { min, count: strength.missing });
      case 'repetitive':
      case 'fair':
      case 'good':
        return t(`strength.${strength.kind}`);
    }
  };
};

const StrengthHint = ({ value }: { readonly value: string }) => {
  const { t } = useTranslation('accounts');
  const words = useStrengthWords();
  const strength = strengthOf(value);
  return (
    <>
      <div className={styles.meter} data-level={strength.level} role="img" aria-label={t('strength.label')}>
        {[1, 2, 3].map((bar) => (
          <i key={bar} {...(bar <= strength.level ? { 'data-on': '' } : {})} />
        ))}
      </div>
      {words(value)}
    </>
  );
};
