import { useState } from 'react';
import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClient, useSessionStore } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { Choices } from '#renderer/ui/choices.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { useSubmit } from '#renderer/ui/use-submit.ts';
import type { ProblemDetail } from '#shared/problems/operations.ts';
import { problemCancelReasons, type ProblemCancelReason } from '#shared/problems/problem.ts';
import { MAX_TEXT } from '#shared/tickets/limits.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import { problemStore } from './problem-store.ts';

interface ReasonDialogProps {
  readonly detail: ProblemDetail;
  readonly onClose: () => void;
}

export const CancelProblemDialog = ({ detail, onClose }: ReasonDialogProps) => {
  const { t } = useTranslation('problems');
  const client = useClient();
  const store = useSessionStore(problemStore);
  const [reason, setReason] = useState<ProblemCancelReason | null>(null);
  const { id: problemId, number } = detail.problem;
  const { tried, pending, failure, submit } = useSubmit(reason !== null, async () => {
    if (reason === null) return undefined;
    const answer = await client.call('problems.cancel', { problemId, reason });
    if (!answer.ok) return answer.failure;
    store.getState().take(answer.value);
    announce({ tone: 'done', text: t('done.cancel', { number: shortNumber(number) }) });
    onClose();
    return undefined;
  });
  return (
    <FormDialog
      name="problems.cancel.submit"
      title={t('cancelTitle', { number: shortNumber(number) })}
      submitLabel={t('action.cancel')}
      missing={undefined}
      failure={failure}
      pending={pending}
      onSubmit={submit}
      onClose={onClose}
    >
      <Choices
        legend={t('reason')}
        single
        autoFocus
        options={problemCancelReasons.map((value) => ({ value, label: t(`cancelReason.${value}`) }))}
        value={reason}
        onChange={setReason}
        error={tried && reason === null ? t('reasonNeeded') : undefined}
      />
    </FormDialog>
  );
};

export const ReopenProblemDialog = ({ detail, onClose }: ReasonDialogProps) => {
  const { t } = useTranslation('problems');
  const client = useClient();
  const store = useSessionStore(problemStore);
  const [reason, setReason] = useState('');
  const { id: problemId, number } = detail.problem;
  const isMissing = reason.trim() === '';
  const { tried, pending, failure, submit } = useSubmit(!isMissing, async () => {
    const answer = await client.call('problems.reopen', { problemId, reason });
    if (!answer.ok) return answer.failure;
    store.getState().take(answer.value);
    announce({ tone: 'done', text: t('done.reopen', { number: shortNumber(number) }) });
    onClose();
    return undefined;
  });
  return (
    <FormDialog
      name="problems.reopen.submit"
      title={t('reopenTitle', { number: shortNumber(number) })}
      submitLabel={t('action.reopen')}
      missing={undefined}
      failure={failure}
      pending={pending}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label={t('reopenReason')} error={tried && isMissing ? t('reasonNeeded') : undefined}>
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
    </FormDialog>
  );
};
