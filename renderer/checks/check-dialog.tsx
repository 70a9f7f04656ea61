import { useState } from 'react';
import { NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { DateTimeField } from '#renderer/ui/date-time-field.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { useSubmit } from '#renderer/ui/use-submit.ts';
import type { Check, Subject } from '#shared/checks/check.ts';
import type { Diagnostic } from '#shared/checks/diagnostic.ts';
import { gauges } from '#shared/checks/limits.ts';
import { MAX_CHECK_TITLE, type CheckList } from '#shared/checks/operations.ts';
import type { Level } from '#shared/tickets/ticket.ts';
import { checkDraftOf, newCheck, nobody, readCheck, type CheckDraft } from './check-draft.ts';
import type { DiagnosticDraft } from './diagnostic-draft.ts';
import { DiagnosticFields } from './diagnostic-fields.tsx';
import { SubjectFields } from './subject-fields.tsx';
import { useCheckWords } from './use-check-words.ts';
import classes from './checks.module.css';

const intervals = [1, 5, 15, 60, 360, 1_440] as const;
const levels: readonly Level[] = [1, 2, 3];

interface CheckDialogProps {
  /** As it was when the dialog was opened; undefined for a new one. */
  readonly check?: Check | undefined;
  readonly diagnostic?: Diagnostic | undefined;
  readonly subject?: Subject | undefined;
  readonly begin?: Partial<DiagnosticDraft> | undefined;
  readonly names: CheckList['names'];
  readonly onSaved: (checkId: string) => void;
  readonly onClose: () => void;
}

/** A check written or changed: what it looks at, how often, and when that is to be said. What somebody else saved meanwhile is not overwritten. */
export const CheckDialog = ({
  check: given,
  diagnostic,
  subject = nobody,
  begin,
  names,
  onSaved,
  onClose,
}: CheckDialogProps) => {
  const { t } = useTranslation('checks');
  const client = useClient();
  const words = useCheckWords();
  const [before] = useState(given);
  const [draft, setDraft] = useState<CheckDraft>(() =>
    before ? checkDraftOf(before) : newCheck(diagnostic, subject, begin),
  );
  const change = (more: Partial<CheckDraft>) => setDraft({ ...draft, ...more });
  const { content, read, faults } = readCheck(draft);
  const { tried, pending, failure, submit } = useSubmit(content !== undefined, async () => {
    if (!content) return undefined;
    const saved = before
      ? await client.call('checks.edit', { checkId: before.id, seen: before.revision, content })
      : await client.call('checks.add', { content });
    if (!saved.ok) return saved.failure;
    announce({ tone: 'done', text: t(before ? 'saved' : 'added', { title: content.title }) });
    onSaved(saved.value.check.id);
    return undefined;
  });
  const gauge = gauges[draft.diagnostic.kind];
  const wrong = faults.size + read.wrong.size;
  const every = intervals.some((each) => each === draft.everyMinutes) ? intervals : [...intervals, draft.everyMinutes];
  const level = (label: string, value: Level, choose: (level: Level) => void) => (
    <Field label={label}>
      {({ error: _error, ...control }) => (
        <NativeSelect
          {...control}
          value={String(value)}
          data={levels.map((each) => ({ value: String(each), label: t(`level.${each}`) }))}
          onChange={({ currentTarget }) => choose(levels.find((each) => String(each) === currentTarget.value) ?? value)}
        />
      )}
    </Field>
  );
  const text = (
    key: 'warn' | 'fail' | 'quietFrom' | 'quietTo' | 'category',
    fault?: { readonly is: boolean; readonly text: string },
    hint?: string,
  ) => (
    <Field label={t(`field.${key}`)} optional hint={hint} error={tried && fault?.is === true ? fault.text : undefined}>
      {(control) => (
        <TextInput
          {...control}
          autoComplete="off"
          maxLength={200}
          value={draft[key]}
          onChange={({ currentTarget: { value } }) => change({ [key]: value })}
        />
      )}
    </Field>
  );
  const wrongLimits = { is: faults.has('limits'), text: t('wrongLimits') };
  const wrongQuiet = { is: faults.has('quiet'), text: t('wrongQuiet') };
  return (
    <FormDialog
      name="checks.dialog.check"
      title={before ? t('editTitle') : t('addTitle')}
      submitLabel={t('save')}
      size={640}
      missing={tried && wrong > 0 ? t('incomplete', { count: wrong }) : undefined}
      failure={failure}
      pending={pending}
      onSubmit={submit}
      onClose={onClose}
    >
      <DiagnosticFields
        draft={draft.diagnostic}
        read={read}
        tried={tried}
        onChange={(more) => change({ diagnostic: { ...draft.diagnostic, ...more } })}
      />
      <Field label={t('field.title')} error={tried && faults.has('title') ? t('needed') : undefined}>
        {(control) => (
          <TextInput
            {...control}
            autoComplete="off"
            maxLength={MAX_CHECK_TITLE}
            value={draft.title}
            onChange={({ currentTarget: { value } }) => change({ title: value })}
          />
        )}
      </Field>
      <div className={classes['pair']}>
        <Field label={t('field.every')} hint={t('everyHint')}>
          {({ error: _error, ...control }) => (
            <NativeSelect
              {...control}
              value={String(draft.everyMinutes)}
              data={every.map((minutes) => ({ value: String(minutes), label: words.every(minutes) }))}
              onChange={({ currentTarget: { value } }) => change({ everyMinutes: Number(value) })}
            />
          )}
        </Field>
        <Field label={t('field.inARow')}>
          {(control) => (
            <NumberInput
              {...control}
              min={1}
              max={10}
              clampBehavior="strict"
              allowDecimal={false}
              allowNegative={false}
              value={draft.inARow}
              onChange={(value) => change({ inARow: Number(value) || 1 })}
            />
          )}
        </Field>
        <SubjectFields subject={draft.subject} names={names} onChange={(to) => change({ subject: to })} />
        {gauge &&
          text(
            'warn',
            wrongLimits,
            t('limitsHint', {
              warn: words.measured({ key: gauge.measure, value: gauge.warn }),
              fail: words.measured({ key: gauge.measure, value: gauge.fail }),
            }),
          )}
        {gauge && text('fail', undefined, t(gauge.worse, { measure: t(`measure.${gauge.measure}`) }))}
        {text('quietFrom', wrongQuiet, t('quietHint'))}
        {text('quietTo')}
        <Field
          label={t('field.maintenanceFrom')}
          optional
          error={tried && faults.has('maintenance') ? t('wrongMaintenance') : undefined}
        >
          {(control) => (
            <DateTimeField
              control={control}
              value={draft.maintenanceFrom}
              onChange={(maintenanceFrom) => change({ maintenanceFrom })}
            />
          )}
        </Field>
        <Field label={t('field.maintenanceTo')} optional>
          {(control) => (
            <DateTimeField
              control={control}
              value={draft.maintenanceTo}
              onChange={(maintenanceTo) => change({ maintenanceTo })}
            />
          )}
        </Field>
        {text('category')}
        {level(t('field.impact'), draft.impact, (impact) => change({ impact }))}
        {level(t('field.urgency'), draft.urgency, (urgency) => change({ urgency }))}
      </div>
    </FormDialog>
  );
};
