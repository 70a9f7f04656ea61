import { useTranslation } from 'react-i18next';
import { Field } from '#renderer/ui/field.tsx';
import { SearchSelect } from '#renderer/ui/search-select.tsx';
import { usePlaces } from './use-places.ts';

interface PlaceSelectProps {
  readonly kind: 'organisation' | 'site';
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
}

/** One of the organisations or sites in use; one that is not any more stays where it was chosen. */
export const PlaceSelect = ({ kind, value, onChange }: PlaceSelectProps) => {
  const { t } = useTranslation('directory');
  const places = usePlaces().value;
  const all = (kind === 'organisation' ? places?.organisations : places?.sites) ?? [];
  const label = t(`field.${kind}`);
  return (
    <Field label={label} optional>
      {(control) => (
        <SearchSelect
          control={control}
          label={label}
          placeholder={t('notGiven')}
          options={[
            { value: '', label: t('notGiven') },
            ...all
              .filter(({ id, active }) => active || id === value)
              .map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={value ?? ''}
          onChange={(id) => onChange(id || null)}
        />
      )}
    </Field>
  );
};
