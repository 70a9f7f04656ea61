import { useState } from 'react';
import { Autocomplete, Button, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { useColleagues } from '#renderer/api/use-colleagues.ts';
import { announce } from '#renderer/ui/announce.ts';
import { dayIn } from '#renderer/ui/date-time-text.ts';
import { DayField } from '#renderer/ui/day-field.tsx';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { SearchSelect } from '#renderer/ui/search-select.tsx';
import { useSubmit } from '#renderer/ui/use-submit.ts';
import {
  qualificationKinds,
  skillLevels,
  type Qualification,
  type QualificationContent,
} from '#shared/qualifications/qualification.ts';
import classes from './qualifications.module.css';

interface QualificationDialogProps {
  readonly before: Qualification | null;
  /** Names that requirements ask for. */
  readonly known: readonly string[];
  readonly onClose: () => void;
}

const levels = skillLevels.map(String);

/** Something that somebody can do: a skill with its level, or a certificate with its number and its end. */
export const QualificationDialog = ({ before, known, onClose }: QualificationDialogProps) => {
  const { t } = useTranslation('qualifications');
  const client = useClient();
  const people = useColleagues();
  const failureText = useFailureText();
  const [holder, setHolder] = useState(before?.holder.id ?? null);
  const [form, setForm] = useState({
    kind: before?.kind ?? 'certificate',
    name: before?.name ?? '',
    level: String(before?.level ?? 2),
    number: before?.number ?? '',
    issuer: before?.issuer ?? '',
    issuedOn: before?.issuedOn ?? '',
    expiresOn: before?.expiresOn ?? '',
  });
  const change = (part: Partial<typeof form>) => setForm((current) => ({ ...current, ...part }));
  const issuedOn = dayIn(form.issuedOn);
  const expiresOn = dayIn(form.expiresOn);
  const endsFirst = typeof issuedOn === 'string' && typeof expiresOn === 'string' && expiresOn < issuedOn;
  const name = form.name.trim();
  const isComplete = holder !== null && name !== '' && issuedOn !== undefined && expiresOn !== undefined && !endsFirst;
  const { tried, pending, failure, submit } = useSubmit(isComplete, async () => {
    if (holder === null || issuedOn === undefined || expiresOn === undefined) return undefined;
    const content: QualificationContent = {
      kind: form.kind,
      name,
      level: form.kind === 'skill' ? (skillLevels.find((level) => String(level) === form.level) ?? null) : null,
      number: form.number.trim(),
      issuer: form.issuer.trim(),
      issuedOn,
      expiresOn,
      note: before?.note ?? '',
    };
    const answer = await client.call('qualifications.save', {
      id: before?.id ?? null,
      seen: before?.revision ?? null,
      holderId: holder,
      content,
    });
    if (answer.ok) onClose();
    return answer.ok ? undefined : answer.failure;
  });
  const remove = async () => {
    if (!before) return;
    const answer = await client.call('qualifications.remove', { id: before.id, seen: before.revision });
    if (!answer.ok) {
      announce({ tone: 'refused', text: failureText(answer.failure) });
      return;
    }
    onClose();
    const { kind, name: removed, level, number, issuer, issuedOn: from, expiresOn: to, note } = before;
    announce({
      tone: 'done',
      text: t('removed', { name: removed }),
      action: {
        label: t('undo'),
        run: () =>
          void client.call('qualifications.save', {
            id: null,
            seen: null,
            holderId: before.holder.id ?? '',
            content: { kind, name: removed, level, number, issuer, issuedOn: from, expiresOn: to, note },
          }),
      },
    });
  };
  return (
    <FormDialog
      name="qualifications.save"
      title={before ? t('edit', { name: before.name }) : t('add')}
      submitLabel={t('save')}
      missing={undefined}
      failure={failure}
      pending={pending}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label={t('field.holder')} error={tried && holder === null ? t('holderNeeded') : undefined}>
        {(control) => (
          <SearchSelect
            control={control}
            label={t('field.holder')}
            placeholder={t('holderNeeded')}
            options={people.map((person) => ({ value: person.id, label: person.displayName }))}
            value={holder}
            onChange={setHolder}
          />
        )}
      </Field>
      <Field label={t('field.name')} error={tried && name === '' ? t('nameNeeded') : undefined}>
        {(control) => (
          <Autocomplete
            {...control}
            data={[...new Set(known)]}
            maxLength={200}
            value={form.name}
            onChange={(value) => change({ name: value })}
          />
        )}
      </Field>
      <div className={classes['pair']}>
        <Field label={t('field.kind')}>
          {(control) => (
            <SearchSelect
              control={control}
              label={t('field.kind')}
              placeholder={t('field.kind')}
              options={qualificationKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
              value={form.kind}
              onChange={(kind) => kind !== null && change({ kind })}
            />
          )}
        </Field>
        {form.kind === 'skill' ? (
          <Field label={t('field.level')}>
            {(control) => (
              <SearchSelect
                control={control}
                label={t('field.level')}
                placeholder={t('field.level')}
                options={skillLevels.map((level) => ({ value: String(level), label: t(`level.${level}`) }))}
                value={levels.includes(form.level) ? form.level : null}
                onChange={(level) => level !== null && change({ level })}
              />
            )}
          </Field>
        ) : (
          <Field label={t('field.number')} optional>
            {(control) => (
              <TextInput
                {...control}
                autoComplete="off"
                maxLength={200}
                value={form.number}
                onChange={(event) => change({ number: event.currentTarget.value })}
              />
            )}
          </Field>
        )}
        {(['issuedOn', 'expiresOn'] as const).map((field) => (
          <Field
            key={field}
            label={t(`field.${field}`)}
            optional
            error={
              tried && dayIn(form[field]) === undefined
                ? t('dayWrong')
                : tried && endsFirst && field === 'expiresOn'
                  ? t('endsFirst')
                  : undefined
            }
          >
            {(control) => (
              <DayField control={control} value={form[field]} onChange={(value) => change({ [field]: value })} />
            )}
          </Field>
        ))}
      </div>
      {form.kind === 'certificate' && (
        <Field label={t('field.issuer')} optional>
          {(control) => (
            <TextInput
              {...control}
              maxLength={200}
              value={form.issuer}
              onChange={(event) => change({ issuer: event.currentTarget.value })}
            />
          )}
        </Field>
      )}
      {before && (
        <div>
          <Button size="xs" variant="subtle" color="gray" onClick={() => void remove()}>
            {t('remove')}
          </Button>
        </div>
      )}
    </FormDialog>
  );
};
