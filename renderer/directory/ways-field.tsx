import { ActionIcon, NativeSelect, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { phoneKinds, type PhoneKind } from '#shared/directory/person.ts';
import { MAX_WAYS } from '#shared/directory/limits.ts';
import classes from './contacts.module.css';

export interface TypedPhone {
  readonly kind: PhoneKind;
  readonly typed: string;
}

interface WaysFieldProps {
  readonly legend: string;
  readonly placeholder: string;
  readonly values: readonly TypedPhone[];
  /** Each says which kind of number it is. */
  readonly withKind: boolean;
  /** What is wrong with it, translated. */
  readonly wrong: (way: TypedPhone) => string | undefined;
  readonly inputMode: 'tel' | 'email';
  readonly onChange: (values: readonly TypedPhone[]) => void;
}

const blank: TypedPhone = { kind: 'work', typed: '' };

/** A list of addresses or numbers, with one empty line more than there are: writing into it adds one. */
const WaysField = ({ legend, placeholder, values, withKind, wrong, inputMode, onChange }: WaysFieldProps) => {
  const { t } = useTranslation('directory');
  const lines = values.length < MAX_WAYS ? [...values, blank] : values;
  const put = (place: number, way: TypedPhone) => {
    if (place < values.length) onChange(values.with(place, way));
    else if (way.typed !== '') onChange([...values, way]);
  };
  return (
    <fieldset className={classes['fieldset']}>
      <legend>{legend}</legend>
      <div className={classes['list']}>
        {lines.map((way, place) => {
          const fault = wrong(way);
          const name = t('nth', { what: legend, n: place + 1 });
          return (
            <div key={place}>
              <div className={classes['entry']}>
                <TextInput
                  aria-label={name}
                  aria-invalid={fault !== undefined}
                  error={fault !== undefined}
                  autoComplete="off"
                  spellCheck={false}
                  inputMode={inputMode}
                  maxLength={254}
                  placeholder={place === values.length ? placeholder : undefined}
                  value={way.typed}
                  onChange={(event) => put(place, { ...way, typed: event.currentTarget.value })}
                />
                {withKind && way.typed !== '' && (
                  <NativeSelect
                    className={classes['kind'] ?? ''}
                    aria-label={t('nth', { what: t('phoneKind'), n: place + 1 })}
                    value={way.kind}
                    onChange={(event) => {
                      const kind = phoneKinds.find((each) => each === event.currentTarget.value);
                      if (kind) put(place, { ...way, kind });
                    }}
                    data={phoneKinds.map((kind) => ({ value: kind, label: t(`phone.${kind}`) }))}
                  />
                )}
                {place < values.length && (
                  <ActionIcon
                    aria-label={t('removeWay', { what: way.typed || name })}
                    onClick={() => onChange(values.toSpliced(place, 1))}
                  >
                    <IconX size={14} stroke={1.6} aria-hidden />
                  </ActionIcon>
                )}
              </div>
              {fault !== undefined && (
                <p className={classes['wrong']} role="alert">
                  {fault}
                </p>
              )}
            </div>
          );
        })}
      </div>
    </fieldset>
  );
};

interface MailsFieldProps {
  readonly values: readonly string[];
  readonly wrong: (address: string) => string | undefined;
  readonly onChange: (values: readonly string[]) => void;
}

export const MailsField = ({ values, wrong, onChange }: MailsFieldProps) => {
  const { t } = useTranslation('directory');
  return (
    <WaysField
      legend={t('field.mails')}
      placeholder={t('mailHint')}
      values={values.map((typed) => ({ kind: 'other', typed }))}
      withKind={false}
      wrong={({ typed }) => wrong(typed)}
      inputMode="email"
      onChange={(ways) => onChange(ways.map(({ typed }) => typed))}
    />
  );
};

interface PhonesFieldProps {
  readonly values: readonly TypedPhone[];
  readonly wrong: (phone: TypedPhone) => string | undefined;
  readonly onChange: (values: readonly TypedPhone[]) => void;
}

export const PhonesField = (props: PhonesFieldProps) => {
  const { t } = useTranslation('directory');
  return <WaysField legend={t('field.phones')} placeholder={t('phoneHint')} withKind inputMode="tel" {...props} />;
};
