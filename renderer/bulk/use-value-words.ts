import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { BulkField, FieldChange } from '#shared/bulk/change.ts';
import { ticketKinds, ticketStates } from '#shared/tickets/ticket.ts';

const isLevel = (value: string): value is '1' | '2' | '3' => /^[123]$/.test(value);

/** A field and its values as a person reads them. */
export const useValueWords = (): {
  readonly fieldName: (field: BulkField) => string;
  readonly valueWords: (field: BulkField, value: string | null) => string;
  readonly changeWords: (change: FieldChange) => string;
} => {
  const { t } = useTranslation('tickets');
  const fieldName = useCallback((field: BulkField): string => t(`field.${field}`), [t]);
  const valueWords = useCallback(
    (field: BulkField, value: string | null): string => {
      // What is added to a text that differs from ticket to ticket.
      if (field === 'title') return value === null ? '…' : `${value} …`;
      if (field === 'description') return value === null ? '…' : `… ${value}`;
      if (value === null || value === '') return field === 'assignee' ? t('nobody') : t('none');
      const kind = ticketKinds.find((each) => each === value);
      const state = ticketStates.find((each) => each === value);
      if (field === 'kind' && kind) return t(`kind.${kind}`);
      if (field === 'state' && state) return t(`state.${state}`);
      if (field === 'priority') return `P${value}`;
      if ((field === 'impact' || field === 'urgency') && isLevel(value)) return `${value} ${t(`${field}.${value}`)}`;
      return value;
    },
    [t],
  );
  const changeWords = useCallback(
    ({ field, from, to }: FieldChange): string =>
      `${fieldName(field)}: ${valueWords(field, from)} → ${valueWords(field, to)}`,
    [fieldName, valueWords],
  );
  return { fieldName, valueWords, changeWords };
};
