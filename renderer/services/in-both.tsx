import { useState } from 'react';
import { Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Field } from '#renderer/ui/field.tsx';
import { MAX_SERVICE_NAME, MAX_SERVICE_TEXT } from '#shared/services/operations.ts';
import { serviceLanguages, type InLanguages, type ListInLanguages } from '#shared/services/service.ts';
import classes from './services.module.css';

interface InBothProps<Name extends string, Value> {
  readonly field: Name;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  /** Of the first language, for both. */
  readonly error?: string | undefined;
}

/** A text in each language, side by side. */
export const InBoth = ({
  field,
  value,
  error,
  lines = false,
  onChange,
}: InBothProps<'name' | 'description' | 'audience', InLanguages> & { readonly lines?: boolean }) => {
  const { t } = useTranslation('services');
  return (
    <div className={classes['pair']}>
      {serviceLanguages.map((language, place) => (
        <Field
          key={language}
          label={t(`${field}In`, { language: t(`language.${language}`) })}
          error={place === 0 ? error : undefined}
        >
          {(control) =>
            lines ? (
              <Textarea
                {...control}
                lang={language}
                autosize
                minRows={2}
                maxRows={8}
                maxLength={MAX_SERVICE_TEXT}
                value={value[language]}
                onChange={(event) => onChange({ ...value, [language]: event.currentTarget.value })}
              />
            ) : (
              <TextInput
                {...control}
                lang={language}
                maxLength={MAX_SERVICE_NAME}
                value={value[language]}
                onChange={(event) => onChange({ ...value, [language]: event.currentTarget.value })}
              />
            )
          }
        </Field>
      ))}
    </div>
  );
};

const readLines = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Sentences in each language, one a line. What stands in the field stays as it is typed. */
export const ListInBoth = ({
  field,
  value,
  error,
  onChange,
}: InBothProps<'inScope' | 'outOfScope', ListInLanguages>) => {
  const { t } = useTranslation('services');
  const [texts, setTexts] = useState({ en: value.en.join('\n'), 'zh-CN': value['zh-CN'].join('\n') });
  return (
    <div className={classes['pair']}>
      {serviceLanguages.map((language, place) => (
        <Field
          key={language}
          label={t(`${field}In`, { language: t(`language.${language}`) })}
          hint={place === 0 ? t('perLine') : undefined}
          error={place === 0 ? error : undefined}
        >
          {(control) => (
            <Textarea
              {...control}
              lang={language}
              autosize
              minRows={3}
              maxRows={12}
              value={texts[language]}
              onChange={(event) => {
                const text = event.currentTarget.value;
                setTexts({ ...texts, [language]: text });
                onChange({ ...value, [language]: readLines(text) });
              }}
            />
          )}
        </Field>
      ))}
    </div>
  );
};
