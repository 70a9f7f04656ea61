import { useState } from 'react';
import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { useGroups } from '#renderer/directory/use-groups.ts';
import { announce } from '#renderer/ui/announce.ts';
import { dayIn } from '#renderer/ui/date-time-text.ts';
import { DayField } from '#renderer/ui/day-field.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { BreachGlyph } from '#renderer/ui/glyphs.tsx';
import { SearchSelect } from '#renderer/ui/search-select.tsx';
import { useSubmit } from '#renderer/ui/use-submit.ts';
import type { TrainingMatrix } from '#shared/training/operations.ts';
import { useVariant } from './use-variant.ts';
import classes from './training.module.css';

interface AssignDialogProps {
  readonly matrix: TrainingMatrix;
  /** The course that was looked at last. */
  readonly courseId: string | undefined;
  readonly onClose: () => void;
}

/** A course for people and groups, with the day until which they have time. */
export const AssignDialog = ({ matrix: { courses, people }, courseId, onClose }: AssignDialogProps) => {
  const { t } = useTranslation('training');
  const { t: ui } = useTranslation('ui');
  const client = useClient();
  const variantOf = useVariant();
  const groups = useGroups().filter(({ active }) => active);
  const [course, setCourse] = useState<string | null>(
    courseId ?? (courses.length === 1 ? (courses[0]?.id ?? null) : null),
  );
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [due, setDue] = useState('');
  const dueOn = dayIn(due);
  const here = people.flatMap(({ person: { id, name } }) => (id === null ? [] : [{ id, name }]));
  const isComplete = course !== null && chosen.size > 0 && dueOn !== undefined;
  const { tried, pending, failure, submit } = useSubmit(isComplete, async () => {
    if (course === null || dueOn === undefined) return undefined;
    const answer = await client.call('training.assign', {
      courseId: course,
      people: here.filter(({ id }) => chosen.has(id)),
      groupIds: groups.filter(({ id }) => chosen.has(id)).map(({ id }) => id),
      dueOn,
    });
    if (!answer.ok) return answer.failure;
    announce({ tone: 'done', text: t('assigned', { count: answer.value.length }) });
    onClose();
    return undefined;
  });
  const lists = [
    { name: t('groups'), options: groups },
    { name: t('people'), options: here },
  ];
  return (
    <FormDialog
      name="training.assign.dialog"
      title={t('assignTitle')}
      submitLabel={t('assign')}
      missing={undefined}
      failure={failure}
      pending={pending}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label={t('course')} error={tried && course === null ? t('courseNeeded') : undefined}>
        {(control) => (
          <SearchSelect
            control={control}
            label={t('course')}
            placeholder={t('courseNeeded')}
            options={courses.map((each) => ({ value: each.id, label: variantOf(each)?.title ?? '' }))}
            value={course}
            onChange={setCourse}
          />
        )}
      </Field>
      {lists.map(({ name, options }) =>
        options.length === 0 ? null : (
          <fieldset key={name} className={classes['who']}>
            <legend>{name}</legend>
            <div>
              {options.map((option) => (
                <Checkbox
                  key={option.id}
                  label={option.name}
                  checked={chosen.has(option.id)}
                  aria-invalid={tried && chosen.size === 0}
                  onChange={(event) => {
                    const next = new Set(chosen);
                    if (event.currentTarget.checked) next.add(option.id);
                    else next.delete(option.id);
                    setChosen(next);
                  }}
                />
              ))}
            </div>
          </fieldset>
        ),
      )}
      {tried && chosen.size === 0 && (
        <p className={classes['wrong']} role="alert">
          <BreachGlyph />
          {t('somebodyNeeded')}
        </p>
      )}
      <Field label={t('dueOn')} optional error={tried && dueOn === undefined ? ui('day.wrong') : undefined}>
        {(control) => <DayField control={control} value={due} onChange={setDue} />}
      </Field>
      <p className="small muted">{t('assignHint')}</p>
    </FormDialog>
  );
};
