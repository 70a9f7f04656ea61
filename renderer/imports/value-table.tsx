import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { ColumnFacts } from '#shared/imports/column-survey.ts';
import type { CodedField } from '#shared/imports/fields.ts';
import type { ImportPlan } from '#shared/imports/plan.ts';
import { translate } from './plan-edits.ts';
import { useImportActions } from './use-import.ts';
import { usePlanWords } from './use-plan-words.ts';
import styles from './imports.module.css';

interface ValueTableProps {
  readonly field: CodedField;
  readonly facts: ColumnFacts;
  readonly plan: ImportPlan;
  readonly name: string;
  readonly header: readonly string[];
}

/** What each word of the other system means here; open ones first. */
export const ValueTable = ({ field, facts, plan, name, header }: ValueTableProps) => {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const words = usePlanWords(header);
  const { plan: change } = useImportActions();
  const table: Readonly<Record<string, string>> = plan.values[field];
  const options = words.options(field);
  return (
    <ul className={styles.values} aria-label={t('map.valuesOf', { column: name })}>
      {(facts.values ?? []).map(({ value, count }) => {
        const code = Object.hasOwn(table, value) ? table[value] : undefined;
        return (
          <li key={value}>
            <span>{value}</span>
            <span className="muted num">{format.number(count)}</span>
            <NativeSelect
              size="xs"
              aria-label={t('map.valueMeans', { value })}
              error={code === undefined}
              value={code ?? ''}
              onChange={(event) => change(translate(plan, field, value, event.currentTarget.value || null))}
              data={[{ value: '', label: t('map.valueOpen') }, ...options]}
            />
          </li>
        );
      })}
    </ul>
  );
};
