import { useTranslation } from 'react-i18next';
import { codesOf } from '#shared/imports/value-tables.ts';
import type { CodedField } from '#shared/imports/fields.ts';
import type { PlanGap } from '#shared/imports/plan-gaps.ts';

/** The words for what a plan is made of: columns, codes, what is missing. */
export const usePlanWords = (header: readonly string[]) => {
  const { t } = useTranslation('imports');
  const { t: ticket } = useTranslation('tickets');
  const { t: ui } = useTranslation('ui');

  const column = (index: number): string => header[index] || t('map.unnamed', { number: index + 1 });

  const code = (field: CodedField, value: string): string => {
    switch (field) {
      case 'state': {
        const [state, reason] = value.split('/');
        const word = ticket(`state.${state as 'new'}`);
        return reason === undefined
          ? word
          : t('plan.hold', { state: word, reason: ticket(`hold.${reason as 'parts'}`) });
      }
      case 'priority':
        return ui(`priority.${value as '1'}`);
      case 'impact':
      case 'urgency':
        return t(`plan.level.${value as '1'}`);
      case 'kind':
        return ticket(`kind.${value as 'incident'}`);
      case 'channel':
        return ticket(`channel.${value as 'phone'}`);
      case 'resolutionCode':
        return ticket(`resolution.${value as 'other'}`);
    }
  };

  const options = (field: CodedField): { value: string; label: string }[] =>
    codesOf[field].map((value) => ({ value, label: code(field, value) }));

  const gap = (found: PlanGap): string => {
    switch (found.kind) {
      case 'columns-differ':
        return t('gap.columns-differ', { expected: found.expected, found: found.found });
      case 'field-twice':
        return t('gap.field-twice', { field: t(`field.${found.field}`) });
      case 'date-undecided':
        return t('gap.date-undecided', { column: column(found.column) });
      case 'no-title':
      case 'no-id':
      case 'no-event-time':
      case 'zone-unknown':
        return t(`gap.${found.kind}`);
    }
  };
  return { column, code, options, gap };
};
