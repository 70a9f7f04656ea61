import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Field } from '#renderer/ui/field.tsx';
import { MAX_PLACE, MAX_VERSION_LABEL } from '#shared/documents/limits.ts';

/** Where a document is that is not on this laptop: an address, a shelf. */
export const PlaceField = ({
  place,
  tried,
  onChange,
}: {
  readonly place: string;
  /** The form was handed in: what is missing is named. */
  readonly tried: boolean;
  readonly onChange: (place: string) => void;
}) => {
  const { t } = useTranslation('documents');
  return (
    <Field
      label={t('field.place')}
      hint={t('placeHint')}
      error={tried && place.trim() === '' ? t('placeNeeded') : undefined}
    >
      {(control) => (
        <TextInput
          {...control}
          autoComplete="off"
          maxLength={MAX_PLACE}
          value={place}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
};

/** What its authors call a version: `2.1`, `Rev C`. */
export const LabelField = ({
  label,
  onChange,
}: {
  readonly label: string;
  readonly onChange: (label: string) => void;
}) => {
  const { t } = useTranslation('documents');
  return (
    <Field label={t('field.label')} optional hint={t('labelHint')}>
      {(control) => (
        <TextInput
          {...control}
          autoComplete="off"
          maxLength={MAX_VERSION_LABEL}
          value={label}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
};
