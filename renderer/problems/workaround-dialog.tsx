import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient, useSessionStore } from '#renderer/api/session.tsx';
import { useDraft } from '#renderer/drafts/use-draft.ts';
import { announce } from '#renderer/ui/announce.ts';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { useSubmit } from '#renderer/ui/use-submit.ts';
import { WritingBox } from '#renderer/writing/writing-box.tsx';
import type { ProblemDetail } from '#shared/problems/operations.ts';
import { isOpen } from '#shared/tickets/actions.ts';
import { MAX_TEXT } from '#shared/tickets/limits.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import { problemStore } from './problem-store.ts';

interface WorkaroundDialogProps {
  readonly detail: ProblemDetail;
  readonly onClose: () => void;
}

/** Publishes what people can do meanwhile, changes it, or withdraws it; says first how many tickets are told. */
export const WorkaroundDialog = ({ detail, onClose }: WorkaroundDialogProps) => {
  const { t } = useTranslation('problems');
  const client = useClient();
  const store = useSessionStore(problemStore);
  const { id: problemId, number, workaround } = detail.problem;
  const before = workaround?.text ?? '';
  const { initial, type, finish } = useDraft(`${problemId}:workaround`);
  const [text, setText] = useState(initial['text'] ?? before);
  const told = detail.tickets.filter(({ state }) => isOpen(state)).length;
  const isEmpty = text.trim() === '';
  const isMissing = isEmpty && before === '';
  const { tried, pending, failure, submit } = useSubmit(!isMissing, async () => {
    const answer = await client.call('problems.publishWorkaround', { problemId, text, seen: before });
    if (!answer.ok) {
      if (answer.failure.code === 'record.stale') store.getState().refresh();
      return answer.failure;
    }
    void finish();
    store.getState().take(answer.value);
    announce({ tone: 'done', text: t(isEmpty ? 'withdrawn' : 'published', { number: shortNumber(number) }) });
    onClose();
    return undefined;
  });
  const hint =
    isEmpty && before !== ''
      ? t('workaroundGone')
      : told === 0
        ? t('workaroundNobody')
        : t('workaroundHint', { count: told });
  return (
    <FormDialog
      name="problems.workaround.submit"
      title={t('workaroundTitle', { number: shortNumber(number) })}
      submitLabel={isEmpty && before !== '' ? t('withdraw') : t('publish')}
      size={560}
      missing={undefined}
      failure={failure}
      pending={pending}
      onSubmit={submit}
      onClose={onClose}
    >
      <WritingBox
        label={t('workaroundText')}
        hint={hint}
        error={tried && isMissing ? t('workaroundNeeded') : undefined}
        autoFocus
        minRows={4}
        maxRows={14}
        maxLength={MAX_TEXT}
        value={text}
        onChange={(next) => {
          setText(next);
          type(next === before ? {} : { text: next });
        }}
      />
    </FormDialog>
  );
};
