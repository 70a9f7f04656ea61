import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { BreachGlyph } from '#renderer/ui/glyphs.tsx';
import { roles, type Role } from '#shared/accounts/roles.ts';
import styles from './users.module.css';

interface RoleChoiceProps {
  readonly value: readonly Role[];
  readonly onChange: (value: readonly Role[]) => void;
  readonly error?: string | undefined;
}

/** `kiosk` is a state of a session, never a person's role. */
const choosable = roles.filter((role) => role !== 'kiosk');

export const RoleChoice = ({ value, onChange, error }: RoleChoiceProps) => {
  const { t } = useTranslation('accounts');
  return (
    <fieldset className={styles.roles}>
      <legend>{t('users.roles')}</legend>
      {choosable.map((role) => (
        <Checkbox
          key={role}
          size="xs"
          label={
            <>
              {t(`role.${role}`)} <span className="muted">{t(`roleHint.${role}`)}</span>
            </>
          }
          checked={value.includes(role)}
          onChange={(event) =>
            onChange(choosable.filter((each) => (each === role ? event.currentTarget.checked : value.includes(each))))
          }
        />
      ))}
      {error === undefined ? (
        <p className="muted small">{t('users.rolesHint')}</p>
      ) : (
        <p className={styles.rolesError} role="alert">
          <BreachGlyph />
          {error}
        </p>
      )}
    </fieldset>
  );
};
