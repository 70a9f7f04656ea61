import { Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Field } from '#renderer/ui/field.tsx';
import { serviceLanguages, type InLanguages } from '#shared/services/service.ts';
import classes from './tools.module.css';

interface InBothProps {
  readonly label: string;
  readonly value: InLanguages;
  readonly longest: number;
  /** At least so many; one where it is a line. */
  readonly rows?: number;
  readonly onChange: (value: InLanguages) => void;
}

/** A text in each language, side by side. */
export const InBoth = ({ label, value, longest, rows = 1, onChange }: InBothProps) => {
  const { t } = useTranslation('tools');
  return (
    <div className={classes['pair']}>
      {serviceLanguages.map((language) => (
        <Field key={language} label={t('inLanguage', { label, language: t(`language.${language}`) })}>
          {(control) => {
            const props = {
              ...control,
              lang: language,
              maxLength: longest,
              value: value[language],
              onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
                onChange({ ...value, [language]: event.currentTarget.value }),
            };
            return rows === 1 ? <TextInput {...props} /> : <Textarea {...props} autosize minRows={rows} maxRows={16} />;
          }}
        </Field>
      ))}
    </div>
  );
};
