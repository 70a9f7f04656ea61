import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { useReplyCompletion } from '#renderer/templates/use-reply-completion.tsx';
import { ResolutionFields } from '#renderer/tickets/resolution-fields.tsx';
import { useResolutionDraft } from '#renderer/tickets/use-resolution-draft.ts';
import { announce } from '#renderer/ui/announce.ts';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { useSubmit } from '#renderer/ui/use-submit.ts';
import { WritingBox } from '#renderer/writing/writing-box.tsx';
import type { ResolvedTogether } from '#shared/links/operations.ts';
import { gapIn } from '#shared/templates/variables.ts';
import { MAX_TEXT } from '#shared/tickets/limits.ts';
import { missingFields } from '#shared/tickets/transition.ts';
import { TogetherResult } from './together-result.tsx';
import { TogetherTickets } from './together-tickets.tsx';
import { useTogether } from './use-together.ts';

interface TogetherDialogProps {
  readonly ticket: { readonly id: string; readonly number: string };
  readonly onClose: () => void;
}

/** Resolves a ticket and its children with one solution; each is judged by itself, and the result names those that were refused. */
export const TogetherDialog = ({ ticket, onClose }: TogetherDialogProps) => {
  const { t } = useTranslation('links');
  const { t: words } = useTranslation('tickets');
  const client = useClient();
  const ask = useCallback(() => client.call('links.resolvable', { ticketId: ticket.id }), [client, ticket.id]);
  const { tickets, failure: unknown, checked, check } = useTogether(ask);
  const { value, keep, finish } = useResolutionDraft(ticket.id);
  const [openedAt] = useState(() => new Date().toISOString());
  const [result, setResult] = useState<ResolvedTogether>();
  const { code, text, noArticle, comment } = value;
  const missing = missingFields(
    { action: 'resolve', code, text, articleId: null, noArticleReason: noArticle },
    openedAt,
  );
  const replies = useReplyCompletion(null);
  const completions = useMemo(() => [replies], [replies]);
  const count = missing.length + Number(checked.size === 0);
  const isOpen = [text, comment].some((each) => gapIn(each) !== undefined);
  const { tried, pending, failure, submit } = useSubmit(count === 0 && !isOpen, async () => {
    if (code === null) return undefined;
    const answer = await client.call('links.resolveTogether', {
      ticketId: ticket.id,
      ticketIds: [...checked],
      code,
      text,
      noArticleReason: noArticle,
      children: 'leave',
      comment: comment.trim() === '' ? null : { text: comment, delivery: 'pending' },
    });
    if (!answer.ok) return answer.failure;
    void finish();
    if (answer.value.refused.length > 0) {
      setResult(answer.value);
      return undefined;
    }
    announce({ tone: 'done', text: t('resolvedAll', { count: answer.value.resolved.length }) });
    onClose();
    return undefined;
  });

  const gapError = (written: string): string | undefined => {
    const gap = tried ? gapIn(written)?.text : undefined;
    return gap === undefined ? undefined : words('fillGap', { gap });
  };

  if (result) return <TogetherResult result={result} onClose={onClose} />;
  return (
    <FormDialog
      name="links.together.submit"
      title={t('togetherTitle')}
      submitLabel={t('resolveCount', { count: checked.size })}
      missing={tried && count > 0 ? t('missing', { count }) : undefined}
      failure={failure ?? unknown}
      pending={pending}
      onSubmit={submit}
      onClose={onClose}
    >
      {tickets && (
        <TogetherTickets
          tickets={tickets}
          checked={checked}
          onCheck={check}
          error={tried && checked.size === 0 ? t('noneChecked') : undefined}
        />
      )}
      <ResolutionFields
        value={value}
        onChange={keep}
        lacks={(field) => tried && missing.includes(field)}
        completions={completions}
        textError={gapError(text)}
      />
      <WritingBox
        label={t('comment')}
        hint={t('commentHint')}
        error={gapError(comment)}
        completions={completions}
        minRows={2}
        maxRows={8}
        maxLength={MAX_TEXT}
        value={comment}
        onChange={(next) => keep({ comment: next })}
      />
    </FormDialog>
  );
};
