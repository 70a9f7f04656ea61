import { useId } from 'react';
import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useColleagues } from '#renderer/api/use-colleagues.ts';
import { useQuery } from '#renderer/api/use-query.ts';
import { Field } from '#renderer/ui/field.tsx';
import { SearchSelect } from '#renderer/ui/search-select.tsx';
import type { Notice } from '#shared/contract/notice.ts';
import type { ServiceContent } from '#shared/services/service.ts';
import classes from './services.module.css';

interface OwnerFieldsProps {
  readonly content: ServiceContent;
  readonly onChange: (change: Partial<ServiceContent>) => void;
}

const concerns = ({ name }: Notice): boolean => name === 'directory.changed';

/** Who answers for it, for whom, and by which contract. */
export const OwnerFields = ({ content, onChange }: OwnerFieldsProps) => {
  const { t } = useTranslation('services');
  const listId = useId();
  const colleagues = useColleagues();
  const { value: places } = useQuery('directory.places', {}, concerns);
  const organisations = places?.organisations ?? [];
  const { owner, customer } = content;
  const people = colleagues.map(({ id, displayName }) => ({ value: id, label: displayName }));
  const former =
    owner && !people.some(({ value }) => value === owner.id) ? [{ value: owner.id ?? '', label: owner.name }] : [];
  return (
    <>
      <Field label={t('owner')}>
        {(control) => (
          <SearchSelect
            control={control}
            label={t('owner')}
            placeholder={t('nobody')}
            options={[{ value: 'none', label: t('nobody') }, ...people, ...former]}
            value={owner === null ? 'none' : (owner.id ?? '')}
            onChange={(id) => {
              const person = people.find(({ value }) => value === id);
              if (person) onChange({ owner: { id: person.value, name: person.label } });
              else if (id === 'none') onChange({ owner: null });
            }}
          />
        )}
      </Field>
      <div className={classes['pair']}>
        <Field label={t('customer')} optional>
          {(control) => (
            <TextInput
              {...control}
              maxLength={200}
              list={listId}
              autoComplete="off"
              placeholder={t('organisationName')}
              value={customer?.name ?? ''}
              onChange={(event) => {
                const name = event.currentTarget.value;
                const known = organisations.find((each) => each.name === name.trim());
                onChange({ customer: name.trim() === '' ? null : { id: known?.id ?? null, name } });
              }}
            />
          )}
        </Field>
        <Field label={t('contract')} optional>
          {(control) => (
            <TextInput
              {...control}
              maxLength={200}
              value={content.contract}
              onChange={(event) => onChange({ contract: event.currentTarget.value })}
            />
          )}
        </Field>
      </div>
      <datalist id={listId}>
        {organisations.map(({ id, name }) => (
          <option key={id}>{name}</option>
        ))}
      </datalist>
    </>
  );
};
