import { useState } from 'react';
import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { DateTimeField } from '#renderer/ui/date-time-field.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { useSubmit } from '#renderer/ui/use-submit.ts';
import { minutesText, parseMinutes } from '#shared/time/minutes-text.ts';
import type { TimerView } from '#shared/time/operations.ts';
import { timerSeconds } from '#shared/time/timer.ts';
import { MAX_WORK_MINUTES, workKinds, type WorkKind, type WorkTime } from '#shared/time/work-time.ts';
import type { TicketDetail } from '#shared/tickets/operations.ts';
import classes from './time.module.css';

interface LogDialogProps {
  readonly ticketId: string;
  readonly number: string;
  /** One's own timer on this ticket: what it gathered is what the dialog begins with. */
  readonly timer: TimerView | undefined;
  /** What was worked as far as something else knows, e.g. a remote session. */
  readonly known?: { readonly startedAt: string; readonly minutes: number; readonly note: string };
  /** The entry that is corrected. */
  readonly corrects: WorkTime | undefined;
  readonly onDone: (detail: TicketDetail, minutes: number) => void;
  readonly onClose: () => void;
}

/** What a timer has gathered, in whole minutes: begun ones count. */
const gathered = (timer: TimerView): number =>
  Math.min(MAX_WORK_MINUTES, Math.ceil(timerSeconds(timer, new Date().toISOString()) / 60));

export const LogDialog = ({ ticketId, number, timer, known, corrects, onDone, onClose }: LogDialogProps) => {
  const { t } = useTranslation('time');
  const client = useClient();
  const [length, setLength] = useState(() => {
    const given = corrects ?? known;
    if (given) return minutesText(given.minutes);
    return timer ? minutesText(gathered(timer)) : '';
  });
  const [startedAt, setStartedAt] = useState<string | undefined>(
    corrects?.startedAt ?? known?.startedAt ?? timer?.beganAt,
  );
  const [work, setWork] = useState<WorkKind>(corrects?.work ?? 'remote');
  const [note, setNote] = useState(corrects?.note ?? known?.note ?? '');
  const [endTimer, setEndTimer] = useState(known === undefined);
  const minutes = parseMinutes(length);
  const isWrong = minutes === undefined || minutes > MAX_WORK_MINUTES || (minutes === 0 && !corrects);
  const { tried, pending, failure, submit } = useSubmit(!isWrong, async () => {
    if (minutes === undefined) return undefined;
    // Without a beginning, the work has just ended.
    const began = startedAt ?? new Date(Date.now() - minutes * 60_000).toISOString();
    const answer = await client.call('time.log', {
      ticketId,
      startedAt: began,
      minutes,
      work,
      note: note.trim() || null,
      corrects: corrects?.entryId ?? null,
      endTimer: timer !== undefined && endTimer && !corrects,
    });
    if (!answer.ok) return answer.failure;
    onDone(answer.value, minutes);
    onClose();
    return undefined;
  });
  return (
    <FormDialog
      name="time.dialog"
      title={corrects ? t('correctTitle') : t('logTitle')}
      submitLabel={corrects ? t('correct') : t('log')}
      size={420}
      missing={undefined}
      failure={failure}
      pending={pending}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="muted num">{number}</p>
      <div className={classes['pair']}>
        <Field
          label={t('length')}
          hint={corrects ? t('zeroStrikes') : t('lengthHint')}
          error={tried && isWrong ? t('lengthWrong') : undefined}
        >
          {(control) => (
            <TextInput
              {...control}
              data-autofocus
              className="num"
              placeholder="1:25"
              value={length}
              onChange={(event) => setLength(event.currentTarget.value)}
            />
          )}
        </Field>
        <Field label={t('kind')}>
          {(control) => (
            <NativeSelect
              id={control.id}
              value={work}
              data={workKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
              onChange={(event) => {
                const chosen = workKinds.find((value) => value === event.currentTarget.value);
                if (chosen) setWork(chosen);
              }}
            />
          )}
        </Field>
      </div>
      <Field label={t('began')} optional hint={t('beganHint')}>
        {(control) => <DateTimeField control={control} value={startedAt} onChange={setStartedAt} />}
      </Field>
      <Field label={t('note')} optional>
        {(control) => (
          <Textarea
            {...control}
            autosize
            minRows={2}
            maxRows={8}
            maxLength={2000}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        )}
      </Field>
      {timer && !corrects && (
        <Checkbox
          size="xs"
          label={t('endTimer')}
          checked={endTimer}
          onChange={(event) => setEndTimer(event.currentTarget.checked)}
        />
      )}
    </FormDialog>
  );
};
