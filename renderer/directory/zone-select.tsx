import { useTranslation } from 'react-i18next';
import { Field } from '#renderer/ui/field.tsx';
import { SearchSelect } from '#renderer/ui/search-select.tsx';

const zones = Intl.supportedValuesOf('timeZone');

interface ZoneSelectProps {
  readonly value: string;
  readonly onChange: (zone: string) => void;
}

/** A time zone by its name; one that this laptop calls otherwise stays as it is. */
export const ZoneSelect = ({ value, onChange }: ZoneSelectProps) => {
  const { t } = useTranslation('directory');
  const known = zones.includes(value) ? zones : [value, ...zones];
  return (
    <Field label={t('field.zone')}>
      {(control) => (
        <SearchSelect
          control={control}
          label={t('field.zone')}
          placeholder={value}
          options={known.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
          value={value}
          onChange={(zone) => {
            if (zone !== null) onChange(zone);
          }}
        />
      )}
    </Field>
  );
};
