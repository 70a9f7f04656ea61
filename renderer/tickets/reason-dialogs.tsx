import { useState } from 'react';
import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Choices } from '#renderer/ui/choices.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { MAX_TEXT } from '#shared/tickets/limits.ts';
import { cancelReasons, type CancelReason } from '#shared/tickets/ticket.ts';
import type { ActionTarget } from './action-store.ts';
import { DialogFrame } from './dialog-frame.tsx';
import { useDialog } from './use-dialog.ts';

interface ReasonDialogProps {
  readonly targets: readonly ActionTarget[];
  readonly onClose: () => void;
}

export const CancelDialog = ({ targets, onClose }: ReasonDialogProps) => {
  const { t } = useTranslation('tickets');
  const [reason, setReason] = useState<CancelReason | null>(null);
  const dialog = useDialog(
    { action: 'cancel', reason },
    () => (reason === null ? undefined : { action: 'cancel', reason }),
    targets,
    onClose,
  );
  return (
    <DialogFrame
      action="cancel"
      targets={targets}
      title={t('cancelTitle')}
      missing={dialog.missing}
      failure={dialog.failure}
      pending={dialog.pending}
      onSubmit={dialog.submit}
      onClose={onClose}
    >
      <Choices
        legend={t('reason')}
        single
        options={cancelReasons.map((value) => ({ value, label: t(`cancelReason.${value}`) }))}
        value={reason}
        onChange={setReason}
        error={dialog.lacks('reason') ? t('reasonNeeded') : undefined}
        autoFocus
      />
    </DialogFrame>
  );
};

export const ReopenDialog = ({ targets, onClose }: ReasonDialogProps) => {
  const { t } = useTranslation('tickets');
  const [reason, setReason] = useState('');
  const dialog = useDialog({ action: 'reopen', reason }, () => ({ action: 'reopen', reason }), targets, onClose);
  return (
    <DialogFrame
      action="reopen"
      targets={targets}
      title={t('reopenTitle')}
      missing={dialog.missing}
      failure={dialog.failure}
      pending={dialog.pending}
      onSubmit={dialog.submit}
      onClose={onClose}
    >
      <Field label={t('reopenReason')} error={dialog.lacks('reason') ? t('reasonNeeded') : undefined}>
        {(control) => (
          <Textarea
            {...control}
            data-autofocus
            autosize
            minRows={2}
            maxRows={8}
            maxLength={MAX_TEXT}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
      </Field>
    </DialogFrame>
  );
};
