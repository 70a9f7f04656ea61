import { NativeSelect, UnstyledButton } from '@mantine/core';
import {
  IconCheck,
  IconChevronDown,
  IconChevronRight,
  IconCircleDashed,
  IconCircleHalf2,
  IconHelp,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RiskGlyph } from '#renderer/ui/glyphs.tsx';
import type { ColumnFacts } from '#shared/imports/column-survey.ts';
import { dateOrders } from '#shared/imports/dates.ts';
import { isCodedField, isDateField, ticketFields, type TicketField } from '#shared/imports/fields.ts';
import type { Confidence } from '#shared/imports/header-match.ts';
import type { Inspection } from '#shared/imports/operations.ts';
import type { ImportPlan } from '#shared/imports/plan.ts';
import { systemName, type SourceSystem } from '#shared/imports/source-systems.ts';
import { mapColumn, untranslated } from './plan-edits.ts';
import { useImportActions } from './use-import.ts';
import { usePlanWords } from './use-plan-words.ts';
import { ValueTable } from './value-table.tsx';
import styles from './imports.module.css';

interface ColumnTableProps {
  readonly inspection: Inspection;
  readonly plan: ImportPlan;
}

/** One line per column of the file: what it becomes, what stands in it, and how that is read. */
export const ColumnTable = ({ inspection, plan }: ColumnTableProps) => {
  const { t } = useTranslation('imports');
  return (
    <div className={styles.scroll}>
      <table className={styles.columns}>
        <thead>
          <tr>
            <th scope="col">{t('map.column')}</th>
            <th scope="col">{t('map.means')}</th>
            <th scope="col">{t('map.reads')}</th>
            <th scope="col">{t('map.cells')}</th>
          </tr>
        </thead>
        <tbody>
          {inspection.columns.map((facts) => (
            <ColumnLine key={facts.index} facts={facts} inspection={inspection} plan={plan} />
          ))}
        </tbody>
      </table>
    </div>
  );
};

const confidenceGlyph: Readonly<Record<Confidence, typeof IconCheck>> = {
  label: IconCheck,
  similar: IconCircleHalf2,
  content: IconHelp,
  none: IconCircleDashed,
};

const ConfidenceMark = ({ confidence, system }: { readonly confidence: Confidence; readonly system: SourceSystem }) => {
  const { t } = useTranslation('imports');
  const Glyph = confidenceGlyph[confidence];
  // A file of no system in particular has labels that many use.
  const isNobodys = confidence === 'label' && system === 'generic';
  const label = isNobodys
    ? t('map.confidence.known')
    : t(`map.confidence.${confidence}`, { system: systemName[system] });
  return (
    <span title={label} className={styles.confidence} data-confidence={confidence}>
      <Glyph size={14} stroke={1.6} role="img" aria-label={label} />
    </span>
  );
};

const ColumnLine = ({ facts, inspection, plan }: ColumnTableProps & { readonly facts: ColumnFacts }) => {
  const { t } = useTranslation('imports');
  const words = usePlanWords(inspection.header);
  const { plan: change } = useImportActions();
  const field = plan.columns[facts.index] ?? null;
  const open = untranslated(plan, facts);
  const [isShown, setShown] = useState(open?.length !== 0 && open !== null);
  const name = words.column(facts.index);
  const isProposed = inspection.plan.columns[facts.index] === field;
  const confidence = isProposed ? (inspection.match.columns[facts.index]?.confidence ?? 'none') : 'label';
  const isCoded = field !== null && isCodedField(field);
  return (
    <>
      <tr {...(field === null ? { 'data-left-out': '' } : {})}>
        <th scope="row">
          <span className={styles.columnName}>
            {isProposed ? (
              <ConfidenceMark confidence={confidence} system={inspection.match.system} />
            ) : (
              <span className={styles.confidence} />
            )}
            <span className="cut" title={name}>
              {name}
            </span>
          </span>
        </th>
        <td>
          <NativeSelect
            size="xs"
            aria-label={t('map.fieldOf', { column: name })}
            value={field ?? ''}
            onChange={(event) =>
              change(
                mapColumn(plan, inspection, facts.index, (event.currentTarget.value || null) as TicketField | null),
              )
            }
            data={[
              { value: '', label: t('map.leaveOut') },
              ...ticketFields.map((value) => ({ value, label: t(`field.${value}`) })),
            ]}
          />
        </td>
        <td>
          {field !== null && isDateField(field) ? <OrderChoice facts={facts} plan={plan} name={name} /> : null}
          {isCoded && facts.filled > 0 ? (
            <ValuesButton facts={facts} open={open} isShown={isShown} onToggle={() => setShown(!isShown)} name={name} />
          ) : null}
        </td>
        <td className={`${styles.samples} cut`}>
          {facts.filled === 0 ? (
            <span className="muted">{t('map.empty')}</span>
          ) : (
            facts.samples.map((sample) => (
              <span key={sample} className={styles.sample}>
                {sample}
              </span>
            ))
          )}
        </td>
      </tr>
      {isCoded && isShown && facts.values ? (
        <tr className={styles.valuesRow}>
          <td colSpan={4}>
            <ValueTable field={field} facts={facts} plan={plan} name={name} header={inspection.header} />
          </td>
        </tr>
      ) : null}
    </>
  );
};

const OrderChoice = ({
  facts,
  plan,
  name,
}: {
  readonly facts: ColumnFacts;
  readonly plan: ImportPlan;
  readonly name: string;
}) => {
  const { t } = useTranslation('imports');
  const { plan: change } = useImportActions();
  const order = plan.dates[String(facts.index)];
  const possible = facts.dates.map(({ order: fits }) => fits);
  const offered = possible.length > 0 ? possible : dateOrders;
  return (
    <NativeSelect
      size="xs"
      aria-label={t('map.orderOf', { column: name })}
      title={possible.length > 1 ? t('order.isAmbiguous') : undefined}
      error={order === undefined}
      value={order ?? ''}
      onChange={(event) => {
        const next = dateOrders.find((each) => each === event.currentTarget.value);
        if (next) change({ ...plan, dates: { ...plan.dates, [String(facts.index)]: next } });
      }}
      data={[
        ...(order === undefined ? [{ value: '', label: t('order.open') }] : []),
        ...[...new Set([...offered, ...(order ? [order] : [])])].map((value) => ({
          value,
          label: t(`order.${value}`),
        })),
      ]}
    />
  );
};

const ValuesButton = ({
  facts,
  open,
  isShown,
  onToggle,
  name,
}: {
  readonly facts: ColumnFacts;
  readonly open: readonly string[] | null;
  readonly isShown: boolean;
  readonly onToggle: () => void;
  readonly name: string;
}) => {
  const { t } = useTranslation('imports');
  if (open === null) return <span className="risk-ink">{t('map.valuesMany')}</span>;
  const Chevron = isShown ? IconChevronDown : IconChevronRight;
  return (
    <UnstyledButton
      className={styles.valuesButton}
      aria-expanded={isShown}
      aria-label={t('map.valuesOf', { column: name })}
      onClick={onToggle}
    >
      <Chevron size={14} stroke={1.6} aria-hidden />
      {open.length > 0 ? (
        <span className={`${styles.openValues} risk-ink`}>
          <RiskGlyph />
          {t('map.valuesOpen', { count: open.length })}
        </span>
      ) : (
        t('map.valuesDone', { count: facts.values?.length ?? 0 })
      )}
    </UnstyledButton>
  );
};
