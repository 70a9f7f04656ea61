import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient, useSessionStore } from '#renderer/api/session.tsx';
import { useReplyCompletion } from '#renderer/templates/use-reply-completion.tsx';
import { Choices } from '#renderer/ui/choices.tsx';
import { DateTimeField } from '#renderer/ui/date-time-field.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { WritingBox } from '#renderer/writing/writing-box.tsx';
import { MAX_TEXT } from '#shared/tickets/limits.ts';
import { holdReasons, type Hold, type HoldReason } from '#shared/tickets/ticket.ts';
import type { ActionTarget } from './action-store.ts';
import { DialogFrame } from './dialog-frame.tsx';
import { holdPresets, presetTime, type HoldPreset } from './hold-presets.ts';
import { ticketStore } from './ticket-store.ts';
import { useDialog } from './use-dialog.ts';

interface HoldDialogProps {
  readonly action: 'hold' | 'changeHold';
  readonly targets: readonly ActionTarget[];
  /** Takes files for the ticket. */
  readonly files: ReactNode;
  readonly onClose: () => void;
}

/** The hold that one ticket is in; undefined while it is not known yet. */
const useCurrentHold = ({ action, targets }: Pick<HoldDialogProps, 'action' | 'targets'>): Hold | null | undefined => {
  const client = useClient();
  const open = useSessionStore(ticketStore).getState().detail?.ticket;
  const [only, more] = targets;
  const id = action === 'changeHold' && only && !more ? only.id : null;
  const [hold, setHold] = useState<Hold | null | undefined>(
    id === null ? null : open?.id === id ? open.hold : undefined,
  );
  useEffect(() => {
    if (hold !== undefined || id === null) return undefined;
    let isWanted = true;
    void client.call('tickets.get', { ticketId: id }).then((answer) => {
      if (isWanted) setHold(answer.ok ? answer.value.ticket.hold : null);
    });
    return () => {
      isWanted = false;
    };
  }, [client, hold, id]);
  return hold;
};

/** Puts tickets on hold; on one that is on hold already it begins with why and until when it is. */
export const HoldDialog = (props: HoldDialogProps) => {
  const hold = useCurrentHold(props);
  return hold === undefined ? null : <HoldForm {...props} hold={hold} />;
};

const HoldForm = ({ action, targets, files, onClose, hold }: HoldDialogProps & { readonly hold: Hold | null }) => {
  const { t } = useTranslation('tickets');
  const format = useFormat();
  const [openedAt] = useState(() => new Date());
  const [reason, setReason] = useState<HoldReason | null>(hold?.reason ?? null);
  const [preset, setPreset] = useState<HoldPreset | 'own'>(hold ? 'own' : 'tomorrow');
  const [own, setOwn] = useState<string | undefined>(
    () => hold?.until ?? presetTime('tomorrow', openedAt).toISOString(),
  );
  const [comment, setComment] = useState('');

  const [only, more] = targets;
  const replies = useReplyCompletion(only && !more ? only.id : null);
  const completions = useMemo(() => [replies], [replies]);

  const until = preset === 'own' ? (own ?? null) : presetTime(preset, openedAt).toISOString();
  const told = comment.trim() === '' ? null : comment;
  const dialog = useDialog(
    { action, reason, until, comment: told },
    () => (reason === null || until === null ? undefined : { action, reason, until, comment: told }),
    targets,
    onClose,
    { text: comment },
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
          {(control) => <DateTimeField control={control} value={own} onChange={setOwn} />}
        </Field>
      )}
      <WritingBox
        label={reason === 'requester' ? t('holdComment') : t('holdCommentOptional')}
        error={dialog.lacks('comment') ? t('holdCommentNeeded') : dialog.gap}
        completions={completions}
        minRows={2}
        maxRows={8}
        maxLength={MAX_TEXT}
        value={comment}
        onChange={setComment}
      />
      {files}
    </DialogFrame>
  );
};
