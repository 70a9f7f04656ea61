import { useState } from 'react';
import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ShownFailure } from '#renderer/ui/failure-banner.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useSubmit } from '#renderer/ui/use-submit.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { parseWhen } from './parse-when.ts';

interface TimeDialogProps {
  /** RFC 3339 of the first and the last line. */
  readonly oldest: string;
  readonly newest: string;
  readonly onGo: (at: string) => Promise<ShownFailure | undefined>;
  readonly onClose: () => void;
}

/** Where in time to go. */
export const TimeDialog = ({ oldest, newest, onGo, onClose }: TimeDialogProps) => {
  const { t } = useTranslation('logs');
  const format = useFormat();
  const [typed, setTyped] = useState('');
  const now = useNow();
  const at = parseWhen(typed, { oldest, newest, now });
  /** What was understood, and that no line is of that time. */
  const understood = (moment: string): string => {
    const words = { at: format.exact(moment), from: format.moment(oldest, now), to: format.moment(newest, now) };
    if (moment < oldest) return t('timeBefore', words);
    return moment > newest ? t('timeAfter', words) : words.at;
  };
  const { tried, pending, failure, submit } = useSubmit(at !== undefined, async () => {
    const refused = at === undefined ? undefined : await onGo(at);
    if (refused === undefined) onClose();
    return refused;
  });
  return (
    <FormDialog
      name="logs.dialog.time"
      title={t('goToTime')}
      submitLabel={t('go')}
      missing={undefined}
      failure={failure}
      pending={pending}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field
        label={t('time')}
        hint={at === undefined ? t('timeHint') : understood(at)}
        error={tried && at === undefined ? t('timeWrong') : undefined}
      >
        {(control) => (
          <TextInput
            {...control}
            data-autofocus
            autoComplete="off"
            spellCheck={false}
            maxLength={40}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
      </Field>
    </FormDialog>
  );
};
