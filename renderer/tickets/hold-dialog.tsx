import { useState } from 'react';
import { Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Choices } from '#renderer/ui/choices.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { MAX_TEXT } from '#shared/tickets/limits.ts';
import { holdReasons, type HoldReason } from '#shared/tickets/ticket.ts';
import type { ActionTarget } from './action-store.ts';
import { DialogFrame } from './dialog-frame.tsx';
import { holdPresets, localInputValue, presetTime, type HoldPreset } from './hold-presets.ts';
import { useDialog } from './use-dialog.ts';

interface HoldDialogProps {
  readonly action: 'hold' | 'changeHold';
  readonly targets: readonly ActionTarget[];
  readonly onClose: () => void;
}

export const HoldDialog = ({ action, targets, onClose }: HoldDialogProps) => {
  const { t } = useTranslation('tickets');
  const format = useFormat();
  const [openedAt] = useState(() => new Date());
  const [reason, setReason] = useState<HoldReason | null>(null);
  const [preset, setPreset] = useState<HoldPreset | 'own'>('tomorrow');
  const [own, setOwn] = useState(() => localInputValue(presetTime('tomorrow', openedAt)));
  const [comment, setComment] = useState('');

  const at = preset === 'own' ? new Date(own) : presetTime(preset, openedAt);
  const until = Number.isNaN(at.getTime()) ? null : at.toISOString();
  const told = comment.trim() === '' ? null : comment;
  const dialog = useDialog(
    { action, reason, until, comment: told },
    () => (reason === null || until === null ? undefined : { action, reason, until, comment: told }),
    targets,
    onClose,
  );
  const lacksUntil = dialog.lacks('until') ? t('holdUntilNeeded') : undefined;

  return (
    <DialogFrame
      action={action}
      targets={targets}
      title={action === 'hold' ? t('holdTitle') : t('action.changeHold')}
      missing={dialog.missing}
      failure={dialog.failure}
      pending={dialog.pending}
      onSubmit={dialog.submit}
      onClose={onClose}
    >
      <Choices
        legend={t('holdFor')}
        options={holdReasons.map((value) => ({ value, label: t(`hold.${value}`) }))}
        value={reason}
        onChange={setReason}
        error={dialog.lacks('reason') ? t('holdReasonNeeded') : undefined}
        autoFocus
      />
      <Choices
        legend={t('holdUntil')}
        single
        options={[
          ...holdPresets.map((value) => ({
            value,
            label: t(`preset.${value}`),
            hint: format.dateTime(presetTime(value, openedAt), openedAt),
          })),
          { value: 'own' as const, label: t('preset.own') },
        ]}
        value={preset}
        onChange={setPreset}
        error={preset === 'own' ? undefined : lacksUntil}
      />
      {preset === 'own' && (
        <Field label={t('holdUntilOwn')} error={lacksUntil}>
          {(control) => (
            <TextInput
              {...control}
              type="datetime-local"
              value={own}
              onChange={(event) => setOwn(event.currentTarget.value)}
            />
          )}
        </Field>
      )}
      <Field
        label={reason === 'requester' ? t('holdComment') : t('holdCommentOptional')}
        error={dialog.lacks('comment') ? t('holdCommentNeeded') : undefined}
      >
        {(control) => (
          <Textarea
            {...control}
            autosize
            minRows={2}
            maxRows={8}
            maxLength={MAX_TEXT}
            value={comment}
            onChange={(event) => setComment(event.currentTarget.value)}
          />
        )}
      </Field>
    </DialogFrame>
  );
};
