import { useTranslation } from 'react-i18next';
import { Field } from '#renderer/ui/field.tsx';
import { SearchSelect } from '#renderer/ui/search-select.tsx';
import { useTicketServices } from './use-ticket-services.ts';

interface ServiceFieldProps {
  readonly category: string;
  /** Id of the one chosen; empty for that of the category. */
  readonly service: string;
  readonly onChoose: (serviceId: string) => void;
}

/** The service that a new ticket is given to; nothing on a desk without a catalogue. */
export const ServiceField = ({ category, service, onChoose }: ServiceFieldProps) => {
  const { t } = useTranslation('services');
  const { services, byCategory, nameOf } = useTicketServices(category.trim() || null);
  if (!services || services.length === 0) return null;
  const offered = services.filter(({ id, active }) => active || id === service);
  return (
    <Field label={t('ofTicket')}>
      {(control) => (
        <SearchSelect
          control={control}
          label={t('ofTicket')}
          placeholder=""
          options={[
            {
              value: '',
              label: t('followCategoryTo', { name: byCategory ? nameOf(byCategory) : t('none') }),
            },
            ...offered.map((each) => ({ value: each.id, label: nameOf(each) })),
          ]}
          value={service}
          onChange={(value) => onChoose(value ?? '')}
        />
      )}
    </Field>
  );
};
