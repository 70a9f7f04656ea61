import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient, useSessionStore } from '#renderer/api/session.tsx';
import { useDraft } from '#renderer/drafts/use-draft.ts';
import { TogetherResult } from '#renderer/links/together-result.tsx';
import { TogetherTickets } from '#renderer/links/together-tickets.tsx';
import { useTogether } from '#renderer/links/use-together.ts';
import { useReplyCompletion } from '#renderer/templates/use-reply-completion.tsx';
import { isResolutionCode } from '#renderer/tickets/resolution-fields.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { Field } from '#renderer/ui/field.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { SearchSelect } from '#renderer/ui/search-select.tsx';
import { useSubmit } from '#renderer/ui/use-submit.ts';
import { Prose } from '#renderer/writing/prose.tsx';
import { WritingBox } from '#renderer/writing/writing-box.tsx';
import type { ResolvedTogether } from '#shared/links/operations.ts';
import type { ProblemDetail } from '#shared/problems/operations.ts';
import { gapIn } from '#shared/templates/variables.ts';
import { MAX_TEXT } from '#shared/tickets/limits.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import { resolutionCodes, type ResolutionCode } from '#shared/tickets/ticket.ts';
import { problemStore } from './problem-store.ts';
import classes from './problems.module.css';

interface ResolveProblemDialogProps {
  readonly detail: ProblemDetail;
  readonly onClose: () => void;
}

interface Fields {
  readonly code: ResolutionCode | null;
  readonly text: string;
  readonly comment: string;
}

/** Resolves a problem and with it the tickets it was behind: each is shown with what it gets, and whether it can be resolved now. */
export const ResolveProblemDialog = ({ detail, onClose }: ResolveProblemDialogProps) => {
  const { t } = useTranslation('problems');
  const { t: words } = useTranslation('tickets');
  const client = useClient();
  const store = useSessionStore(problemStore);
  const { id: problemId, number: whole } = detail.problem;
  const number = shortNumber(whole);
  const ask = useCallback(() => client.call('problems.resolvable', { problemId }), [client, problemId]);
  const { tickets = [], failure: unknown, checked, check } = useTogether(ask);
  const { initial, type, finish } = useDraft(`${problemId}:resolve`);
  const [fields, setFields] = useState<Fields>({
    code: isResolutionCode(initial['code']) ? initial['code'] : null,
    text: initial['text'] ?? '',
    comment: initial['comment'] ?? '',
  });
  const [result, setResult] = useState<ResolvedTogether>();
  const keep = (change: Partial<Fields>) => {
    const next = { ...fields, ...change };
    setFields(next);
    type({ ...next, code: next.code ?? '' });
  };
  const { code, text, comment } = fields;
  const isTextMissing = text.trim() === '';
  const count = Number(code === null) + Number(isTextMissing);
  const forTickets = t('ticketText', { number: whole, text: text.trim() });

  const replies = useReplyCompletion(null);
  const completions = useMemo(() => [replies], [replies]);
  // Without a ticket nobody is told.
  const gap = checked.size === 0 ? undefined : gapIn(comment)?.text;

  const { tried, pending, failure, submit } = useSubmit(count === 0 && gap === undefined, async () => {
    if (code === null) return undefined;
    const answer = await client.call('problems.resolve', {
      problemId,
      code,
      text,
      tickets:
        checked.size === 0
          ? null
          : {
              ticketIds: [...checked],
              code,
              text: forTickets,
              noArticleReason: t('ticketNoArticle', { number: whole }),
              children: 'leave',
              comment: comment.trim() === '' ? null : { text: comment, delivery: 'pending' },
            },
    });
    if (!answer.ok) return answer.failure;
    void finish();
    store.getState().take(answer.value.detail);
    const { resolved, refused } = answer.value.tickets;
    if (refused.length > 0) {
      setResult(answer.value.tickets);
      return undefined;
    }
    announce({
      tone: 'done',
      text:
        resolved.length === 0 ? t('resolvedOnly', { number }) : t('resolvedWith', { number, count: resolved.length }),
    });
    onClose();
    return undefined;
  });

  if (result) return <TogetherResult result={result} onClose={onClose} />;
  return (
    <FormDialog
      name="problems.resolve.submit"
      title={t('resolveTitle', { number })}
      submitLabel={checked.size === 0 ? t('resolveOnly') : t('resolveWith', { count: checked.size })}
      size={560}
      missing={tried && count > 0 ? t('missing', { count }) : undefined}
      failure={failure ?? unknown}
      pending={pending}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label={t('resolutionCode')} error={tried && code === null ? t('codeNeeded') : undefined}>
        {(control) => (
          <SearchSelect
            control={control}
            label={t('resolutionCode')}
            placeholder={t('chooseOne')}
            options={resolutionCodes.map((value) => ({ value, label: words(`resolution.${value}`) }))}
            value={code}
            onChange={(value) => keep({ code: value })}
          />
        )}
      </Field>
      <WritingBox
        label={t('solution')}
        error={tried && isTextMissing ? t('solutionNeeded') : undefined}
        minRows={3}
        maxRows={10}
        maxLength={MAX_TEXT - 200}
        value={text}
        onChange={(next) => keep({ text: next })}
      />
      {tickets.length > 0 && (
        <>
          <TogetherTickets tickets={tickets} checked={checked} onCheck={check} error={undefined} />
          {checked.size > 0 && (
            <>
              {!isTextMissing && (
                <div className={classes['gets']}>
                  <p className="soft">{t('ticketGets')}</p>
                  <Prose text={forTickets} />
                </div>
              )}
              <WritingBox
                label={t('comment')}
                hint={t('commentHint')}
                error={tried && gap !== undefined ? words('fillGap', { gap }) : undefined}
                completions={completions}
                minRows={2}
                maxRows={8}
                maxLength={MAX_TEXT}
                value={comment}
                onChange={(next) => keep({ comment: next })}
              />
            </>
          )}
        </>
      )}
    </FormDialog>
  );
};
