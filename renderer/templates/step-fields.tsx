import { NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useColleagues } from '#renderer/api/use-colleagues.ts';
import { Field } from '#renderer/ui/field.tsx';
import { MAX_HOLD_HOURS } from '#shared/templates/limits.ts';
import type { MacroStep } from '#shared/templates/template.ts';
import { holdReasons, resolutionCodes, ticketKinds, type Level } from '#shared/tickets/ticket.ts';
import { tagsIn, taskLines, tasksIn } from './content-edits.ts';
import { TemplateText } from './template-text.tsx';
import { ReadText } from './text-lines-field.tsx';
import classes from './templates.module.css';

const levels = [1, 2, 3] as const satisfies readonly Level[];
const byHand = ['pending', 'in_person', 'phone', 'mail'] as const;

interface StepFieldsProps<Step extends MacroStep> {
  readonly step: Step;
  readonly hasTried: boolean;
  readonly onChange: (step: MacroStep) => void;
}

type StepOf<Kind extends MacroStep['do']> = Extract<MacroStep, { readonly do: Kind }>;

const AssignFields = ({ step, onChange }: StepFieldsProps<StepOf<'assign'>>) => {
  const { t } = useTranslation('templates');
  const people = useColleagues();
  const { to } = step;
  const isKnown = to === null || people.some(({ id }) => id === to.id);
  return (
    <div className={classes['pair']}>
      <NativeSelect
        label={t('assignTo')}
        value={to?.id ?? ''}
        onChange={(event) => {
          const person = people.find(({ id }) => id === event.currentTarget.value);
          onChange({ ...step, to: person ? { id: person.id, name: person.displayName } : null });
        }}
        data={[
          { value: '', label: t('whoRuns') },
          ...(isKnown ? [] : [{ value: to?.id ?? '', label: to?.name ?? '' }]),
          ...people.map(({ id, displayName }) => ({ value: id, label: displayName })),
        ]}
      />
      <Field label={t('groupKept')}>
        {(control) => (
          <TextInput
            {...control}
            maxLength={120}
            value={step.group ?? ''}
            onChange={(event) => onChange({ ...step, group: event.currentTarget.value || null })}
          />
        )}
      </Field>
    </div>
  );
};

const SetFields = ({ step, onChange }: StepFieldsProps<StepOf<'set'>>) => {
  const { t } = useTranslation('templates');
  const { t: tickets } = useTranslation('tickets');
  const kept = { value: '', label: t('unchanged') };
  const levelOf = (text: string): Level | null => levels.find((level) => String(level) === text) ?? null;
  return (
    <div className={classes['pair']}>
      <NativeSelect
        label={tickets('field.kind')}
        value={step.kind ?? ''}
        onChange={(event) =>
          onChange({ ...step, kind: ticketKinds.find((kind) => kind === event.currentTarget.value) ?? null })
        }
        data={[kept, ...ticketKinds.map((value) => ({ value, label: tickets(`kind.${value}`) }))]}
      />
      <Field label={tickets('field.category')}>
        {(control) => (
          <TextInput
            {...control}
            placeholder={t('unchanged')}
            maxLength={200}
            value={step.category ?? ''}
            onChange={(event) => onChange({ ...step, category: event.currentTarget.value || null })}
          />
        )}
      </Field>
      {(['impact', 'urgency'] as const).map((field) => (
        <NativeSelect
          key={field}
          label={tickets(`field.${field}`)}
          value={step[field] === null ? '' : String(step[field])}
          onChange={(event) => onChange({ ...step, [field]: levelOf(event.currentTarget.value) })}
          data={[
            kept,
            ...levels.map((level) => ({ value: String(level), label: `${level} ${tickets(`${field}.${level}`)}` })),
          ]}
        />
      ))}
      {(['addTags', 'removeTags'] as const).map((field) => (
        <ReadText
          key={field}
          label={t(field)}
          value={step[field]}
          show={(tags) => tags.join(', ')}
          read={tagsIn}
          onChange={(tags) => onChange({ ...step, [field]: tags })}
        />
      ))}
    </div>
  );
};

const HoldFields = ({ step, onChange }: StepFieldsProps<StepOf<'hold'>>) => {
  const { t } = useTranslation('templates');
  const { t: tickets } = useTranslation('tickets');
  return (
    <>
      <div className={classes['pair']}>
        <NativeSelect
          label={tickets('holdFor')}
          value={step.reason}
          onChange={(event) => {
            const reason = holdReasons.find((each) => each === event.currentTarget.value);
            if (reason) onChange({ ...step, reason });
          }}
          data={holdReasons.map((value) => ({ value, label: tickets(`hold.${value}`) }))}
        />
        <NumberInput
          label={t('holdHours')}
          min={1}
          max={MAX_HOLD_HOURS}
          allowDecimal={false}
          value={step.hours}
          onChange={(hours) => onChange({ ...step, hours: Math.max(1, Number(hours) || 1) })}
        />
      </div>
      <TemplateText
        label={t('toRequester')}
        value={step.comment}
        onChange={(comment) => onChange({ ...step, comment })}
      />
    </>
  );
};

/** What a step does, as fields. */
export const StepFields = ({ step, hasTried, onChange }: StepFieldsProps<MacroStep>) => {
  const { t } = useTranslation('templates');
  const { t: tickets } = useTranslation('tickets');
  const missing = (text: string) => (hasTried && text.trim() === '' ? t('bodyNeeded') : undefined);
  switch (step.do) {
    case 'workNote':
      return (
        <TemplateText
          label={t('body')}
          value={step.text}
          error={missing(step.text)}
          onChange={(text) => onChange({ ...step, text })}
        />
      );
    case 'comment':
      return (
        <>
          <NativeSelect
            label={tickets('delivered')}
            value={step.delivery}
            onChange={(event) => {
              const delivery = byHand.find((each) => each === event.currentTarget.value);
              if (delivery) onChange({ ...step, delivery });
            }}
            data={byHand.map((value) => ({ value, label: tickets(`delivery.${value}`) }))}
          />
          <TemplateText
            label={t('body')}
            value={step.text}
            error={missing(step.text)}
            onChange={(text) => onChange({ ...step, text })}
          />
        </>
      );
    case 'assign':
      return <AssignFields step={step} hasTried={hasTried} onChange={onChange} />;
    case 'set':
      return <SetFields step={step} hasTried={hasTried} onChange={onChange} />;
    case 'tasks':
      return (
        <ReadText
          lines
          label={t('tasks')}
          hint={t('tasksHint')}
          error={hasTried && step.tasks.length === 0 ? t('bodyNeeded') : undefined}
          value={step.tasks}
          show={taskLines}
          read={tasksIn}
          onChange={(tasks) => onChange({ ...step, tasks })}
        />
      );
    case 'hold':
      return <HoldFields step={step} hasTried={hasTried} onChange={onChange} />;
    case 'resolve':
      return (
        <>
          <NativeSelect
            label={tickets('resolutionCode')}
            value={step.code}
            onChange={(event) => {
              const code = resolutionCodes.find((each) => each === event.currentTarget.value);
              if (code) onChange({ ...step, code });
            }}
            data={resolutionCodes.map((value) => ({ value, label: tickets(`resolution.${value}`) }))}
          />
          <TemplateText
            label={tickets('solution')}
            value={step.text}
            error={missing(step.text)}
            onChange={(text) => onChange({ ...step, text })}
          />
          <Field label={t('whyNoArticle')} error={missing(step.noArticleReason)}>
            {(control) => (
              <TextInput
                {...control}
                maxLength={500}
                value={step.noArticleReason}
                onChange={(event) => onChange({ ...step, noArticleReason: event.currentTarget.value })}
              />
            )}
          </Field>
        </>
      );
  }
};
