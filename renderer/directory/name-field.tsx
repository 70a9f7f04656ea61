import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Field } from '#renderer/ui/field.tsx';
import { MAX_NAME } from '#shared/directory/limits.ts';
import { lacksName } from './person-form.ts';

interface NameFieldProps {
  readonly name: string;
  /** Somebody wanted to save it: a missing name is said. */
  readonly tried: boolean;
  readonly onChange: (name: string) => void;
}

/** The name of a contact, which every one has. */
export const NameField = ({ name, tried, onChange }: NameFieldProps) => {
  const { t } = useTranslation('directory');
  return (
    <Field label={t('field.name')} error={tried && lacksName({ name }) ? t('nameNeeded') : undefined}>
      {(control) => (
        <TextInput
          {...control}
          data-autofocus
          autoComplete="off"
          maxLength={MAX_NAME}
          value={name}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
};
