import { NativeSelect, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PriorityGlyph } from '#renderer/ui/glyphs.tsx';
import type { CodedField, TicketField } from '#shared/imports/fields.ts';
import type { ImportPlan } from '#shared/imports/plan.ts';
import { codesOf } from '#shared/imports/value-tables.ts';
import { computePriority } from '#shared/tickets/priority.ts';
import { fromLocalInput, toLocalInput } from './local-time.ts';
import { PanelRow } from './panel-row.tsx';
import { useImportActions } from './use-import.ts';
import { usePlanWords } from './use-plan-words.ts';
import styles from './imports.module.css';

type FillIn = ImportPlan['fill'];

/** What tickets get where the file is silent: a column that is not mapped, or an empty cell. */
export const FillIns = ({ plan }: { readonly plan: ImportPlan }) => {
  const { t } = useTranslation('imports');
  const { t: ui } = useTranslation('ui');
  const { plan: change } = useImportActions();
  const { fill } = plan;
  const set = (part: Partial<FillIn>): void => change({ ...plan, fill: { ...fill, ...part } });
  const isMapped = (field: TicketField): boolean => plan.columns.includes(field);
  const holds =
    fill.state.startsWith('on_hold') || Object.values(plan.values.state).some((code) => code.startsWith('on_hold'));
  const priority = computePriority(fill.impact, fill.urgency);
  return (
    <>
      <CodeRow
        field="kind"
        label={t('plan.kind')}
        value={fill.kind}
        onChange={(kind) => set({ kind: kind as FillIn['kind'] })}
      />
      <CodeRow
        field="state"
        label={t('plan.state')}
        value={fill.state}
        onChange={(state) => set({ state: state as FillIn['state'] })}
      />
      <CodeRow
        field="impact"
        label={t('plan.impact')}
        value={String(fill.impact)}
        onChange={(impact) => set({ impact: Number(impact) as FillIn['impact'] })}
      />
      <CodeRow
        field="urgency"
        label={t('plan.urgency')}
        value={String(fill.urgency)}
        onChange={(urgency) => set({ urgency: Number(urgency) as FillIn['urgency'] })}
        note={
          isMapped('priority') ? undefined : (
            <span className={styles.gives}>
              <PriorityGlyph priority={priority} />
              {t('plan.gives', { priority: ui(`priority.${priority}`) })}
            </span>
          )
        }
      />
      <CodeRow
        field="channel"
        label={t('plan.channel')}
        value={fill.channel}
        onChange={(channel) => set({ channel: channel as FillIn['channel'] })}
      />
      <TimeRow label={t('plan.receivedAt')} value={fill.receivedAt} onChange={(receivedAt) => set({ receivedAt })} />
      {holds ? (
        <TimeRow label={t('plan.holdUntil')} value={fill.holdUntil} onChange={(holdUntil) => set({ holdUntil })} />
      ) : null}
      <TextRow label={t('plan.requester')} value={fill.requester} onChange={(requester) => set({ requester })} />
      <TextRow
        label={t('plan.group')}
        value={fill.assignmentGroup}
        onChange={(assignmentGroup) => set({ assignmentGroup })}
      />
      <TextRow label={t('plan.category')} value={fill.category} onChange={(category) => set({ category })} />
    </>
  );
};

const CodeRow = ({
  field,
  label,
  value,
  onChange,
  note,
}: {
  readonly field: CodedField;
  readonly label: string;
  readonly value: string;
  readonly onChange: (code: string) => void;
  readonly note?: ReactNode;
}) => {
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

const TimeRow = ({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (instant: string) => void;
}) => (
  <PanelRow label={label}>
    {(id) => (
      <TextInput
        id={id}
        size="xs"
        type="datetime-local"
        value={toLocalInput(value)}
        onChange={(event) => {
          const instant = fromLocalInput(event.currentTarget.value);
          if (instant !== undefined) onChange(instant);
        }}
      />
    )}
  </PanelRow>
);

const TextRow = ({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (text: string | null) => void;
}) => {
  const { t } = useTranslation('imports');
  return (
    <PanelRow label={label}>
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
