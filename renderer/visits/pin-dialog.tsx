import { useState } from 'react';
import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { dayIn } from '#renderer/ui/date-time-text.ts';
import { DayField } from '#renderer/ui/day-field.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { useSubmit } from '#renderer/ui/use-submit.ts';
import { MAX_VISIT_NOTE, type VisitPin } from '#shared/visits/visit-pin.ts';

interface PinDialogProps {
  readonly site: { readonly id: string; readonly name: string };
  /** Null: it is being pinned. */
  readonly pin: VisitPin | null;
  readonly onClose: () => void;
}

/** When somebody goes there, and what for. */
export const PinDialog = ({ site, pin, onClose }: PinDialogProps) => {
  const { t } = useTranslation('visits');
  const client = useClient();
  const [day, setDay] = useState(pin?.plannedOn ?? '');
  const [note, setNote] = useState(pin?.note ?? '');
  const plannedOn = dayIn(day);
  const { tried, pending, failure, submit } = useSubmit(plannedOn !== undefined, async () => {
    if (plannedOn === undefined) return undefined;
    const answer = await client.call('visits.pin', { siteId: site.id, seen: pin?.revision ?? null, plannedOn, note });
    if (!answer.ok) return answer.failure;
    announce({ tone: 'done', text: t('saved', { site: site.name }) });
    onClose();
    return undefined;
  });
  return (
    <FormDialog
      name="visits.save"
      title={t('planTitle', { site: site.name })}
      submitLabel={pin ? t('save') : t('pin')}
      missing={undefined}
      failure={failure}
      pending={pending}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field
        label={t('plannedOn')}
        optional
        hint={t('plannedHint')}
        error={tried && plannedOn === undefined ? t('wrongDay') : undefined}
      >
        {(control) => <DayField control={control} value={day} onChange={setDay} />}
      </Field>
      <Field label={t('note')} optional>
        {(control) => (
          <Textarea
            {...control}
            autosize
            minRows={3}
            maxRows={10}
            maxLength={MAX_VISIT_NOTE}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        )}
      </Field>
    </FormDialog>
  );
};
