import { NativeSelect, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DateTimeField } from '#renderer/ui/date-time-field.tsx';
import { PriorityGlyph } from '#renderer/ui/glyphs.tsx';
import type { CodedField, TicketField } from '#shared/imports/fields.ts';
import type { Inspection } from '#shared/imports/operations.ts';
import type { ImportPlan } from '#shared/imports/plan.ts';
import { codesOf } from '#shared/imports/value-tables.ts';
import { computePriority } from '#shared/priority/matrix.ts';
import { useMatrix } from '#renderer/tickets/use-matrix.ts';
import { PanelRow } from './panel-row.tsx';
import { lackingFields, type FillableField } from './plan-lacks.ts';
import { useImportActions } from './use-import.ts';
import { usePlanWords } from './use-plan-words.ts';
import styles from './imports.module.css';

type FillIn = ImportPlan['fill'];

interface FillInsProps {
  readonly inspection: Inspection;
  readonly plan: ImportPlan;
}

/** What tickets get where the file is silent: a column that is not mapped, or an empty cell. What the file says for every row is left out. */
export const FillIns = ({ inspection, plan }: FillInsProps) => {
  const { t } = useTranslation('imports');
  const { t: ui } = useTranslation('ui');
  const { plan: change } = useImportActions();
  const { fill } = plan;
  const matrix = useMatrix();
  const set = (part: Partial<FillIn>): void => change({ ...plan, fill: { ...fill, ...part } });
  const isMapped = (field: TicketField): boolean => plan.columns.includes(field);
  const lacking = lackingFields(plan, inspection);
  /** For which rows, where a column gives it for the others. */
  const forSome = (field: FillableField): ReactNode =>
    isMapped(field) ? t('plan.forSome', { count: lacking.get(field) ?? 0 }) : undefined;
  const holds =
    (lacking.has('state') && fill.state.startsWith('on_hold')) ||
    (isMapped('state') && Object.values(plan.values.state).some((code) => code.startsWith('on_hold')));
  const priority = computePriority(fill.impact, fill.urgency, matrix);
  const givesPriority = !isMapped('priority') && !isMapped('impact') && !isMapped('urgency');
  if (lacking.size === 0 && !holds) return <p className="muted">{t('plan.nothingLacks')}</p>;
  return (
    <>
      {lacking.has('kind') ? (
        <CodeRow
          field="kind"
          label={t('plan.kind')}
          value={fill.kind}
          onChange={(kind) => set({ kind: kind as FillIn['kind'] })}
          note={forSome('kind')}
        />
      ) : null}
      {lacking.has('state') ? (
        <CodeRow
          field="state"
          label={t('plan.state')}
          value={fill.state}
          onChange={(state) => set({ state: state as FillIn['state'] })}
          note={forSome('state')}
        />
      ) : null}
      {lacking.has('impact') ? (
        <CodeRow
          field="impact"
          label={t('plan.impact')}
          value={String(fill.impact)}
          onChange={(impact) => set({ impact: Number(impact) as FillIn['impact'] })}
          note={forSome('impact')}
        />
      ) : null}
      {lacking.has('urgency') ? (
        <CodeRow
          field="urgency"
          label={t('plan.urgency')}
          value={String(fill.urgency)}
          onChange={(urgency) => set({ urgency: Number(urgency) as FillIn['urgency'] })}
          note={
            givesPriority ? (
              <span className={styles.gives}>
                <PriorityGlyph priority={priority} />
                {t('plan.gives', { priority: ui(`priority.${priority}`) })}
              </span>
            ) : (
              forSome('urgency')
            )
          }
        />
      ) : null}
      {lacking.has('channel') ? (
        <CodeRow
          field="channel"
          label={t('plan.channel')}
          value={fill.channel}
          onChange={(channel) => set({ channel: channel as FillIn['channel'] })}
          note={forSome('channel')}
        />
      ) : null}
      {lacking.has('receivedAt') ? (
        <TimeRow
          label={t('plan.receivedAt')}
          value={fill.receivedAt}
          onChange={(receivedAt) => set({ receivedAt })}
          note={forSome('receivedAt')}
        />
      ) : null}
      {holds ? (
        <TimeRow label={t('plan.holdUntil')} value={fill.holdUntil} onChange={(holdUntil) => set({ holdUntil })} />
      ) : null}
      {lacking.has('requester') ? (
        <TextRow
          label={t('plan.requester')}
          value={fill.requester}
          onChange={(requester) => set({ requester })}
          note={forSome('requester')}
        />
      ) : null}
      {lacking.has('assignmentGroup') ? (
        <TextRow
          label={t('plan.group')}
          value={fill.assignmentGroup}
          onChange={(assignmentGroup) => set({ assignmentGroup })}
          note={forSome('assignmentGroup')}
        />
      ) : null}
      {lacking.has('category') ? (
        <TextRow
          label={t('plan.category')}
          value={fill.category}
          onChange={(category) => set({ category })}
          note={forSome('category')}
        />
      ) : null}
    </>
  );
};

interface RowProps<Value> {
  readonly label: string;
  readonly value: Value;
  readonly onChange: (given: Value) => void;
  readonly note?: ReactNode;
}

const CodeRow = ({ field, label, value, onChange, note }: RowProps<string> & { readonly field: CodedField }) => {
  const words = usePlanWords([]);
  return (
    <PanelRow label={label} note={note}>
      {(id) => (
        <NativeSelect
          id={id}
          size="xs"
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
          data={codesOf[field].map((code) => ({ value: code, label: words.code(field, code) }))}
        />
      )}
    </PanelRow>
  );
};

const TimeRow = ({ label, value, onChange, note }: RowProps<string>) => (
  <PanelRow label={label} note={note}>
    {(id) => (
      <DateTimeField
        control={{ id }}
        size="xs"
        value={value}
        onChange={(instant) => {
          if (instant !== undefined) onChange(instant);
        }}
      />
    )}
  </PanelRow>
);

const TextRow = ({ label, value, onChange, note }: RowProps<string | null>) => {
  const { t } = useTranslation('imports');
  return (
    <PanelRow label={label} note={note}>
      {(id) => (
        <TextInput
          id={id}
          size="xs"
          maxLength={120}
          placeholder={t('plan.none')}
          value={value ?? ''}
          onChange={(event) => onChange(event.currentTarget.value === '' ? null : event.currentTarget.value)}
        />
      )}
    </PanelRow>
  );
};
