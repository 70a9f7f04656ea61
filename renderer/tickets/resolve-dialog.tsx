import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ChildrenField } from '#renderer/links/children-field.tsx';
import { useOpenBelow } from '#renderer/links/use-open-below.ts';
import { useStartArticle } from '#renderer/suggestions/use-start-article.ts';
import { useReplyCompletion } from '#renderer/templates/use-reply-completion.tsx';
import type { ChildrenChoice } from '#shared/tickets/children.ts';
import type { ActionTarget } from './action-store.ts';
import { DialogFrame } from './dialog-frame.tsx';
import { ResolutionFields } from './resolution-fields.tsx';
import type { TicketSlots } from './ticket-slots.ts';
import { useDialog } from './use-dialog.ts';
import { useResolutionDraft } from './use-resolution-draft.ts';

interface ResolveDialogProps {
  readonly targets: readonly ActionTarget[];
  /** Another way to resolve what has open tickets below it. */
  readonly together: ReactNode;
  /** Takes files for the ticket. */
  readonly files: ReactNode;
  /** Chooses the article that solved the ticket. */
  readonly solution: TicketSlots['solution'];
  readonly onClose: () => void;
}

export const ResolveDialog = ({ targets, together, files, solution, onClose }: ResolveDialogProps) => {
  const { t } = useTranslation('tickets');
  const [first] = targets;
  const startArticle = useStartArticle();
  const { value, keep, finish } = useResolutionDraft(first?.id ?? 'tickets');
  const { code, text, noArticle } = value;
  const isOne = targets.length === 1 && first !== undefined;
  const articleId = isOne ? (value.articleId ?? null) : null;
  const noArticleReason = articleId === null ? noArticle : null;
  const replies = useReplyCompletion(targets.length === 1 ? (first?.id ?? null) : null);
  const completions = useMemo(() => [replies], [replies]);
  const [children, setChildren] = useState<ChildrenChoice | null>(null);
  const open = useOpenBelow(targets.map(({ id }) => id));
  const dialog = useDialog(
    { action: 'resolve', code, text, articleId, noArticleReason },
    () => (code === null ? undefined : { action: 'resolve', code, text, articleId, noArticleReason, children }),
    targets,
    () => {
      void finish();
      onClose();
      if (isOne && articleId === null && value.startsArticle) void startArticle(first.id);
    },
    { text, lacksAnswer: open !== undefined && open.length > 0 && children === null },
  );
  return (
    <DialogFrame
      action="resolve"
      targets={targets}
      title={t('resolveTitle')}
      missing={dialog.missing}
      failure={dialog.failure}
      pending={dialog.pending}
      onSubmit={dialog.submit}
      onClose={onClose}
    >
      <ChildrenField
        open={open}
        value={children}
        onChange={setChildren}
        isMissing={dialog.isUnanswered}
        more={together}
      />
      <ResolutionFields
        value={value}
        onChange={keep}
        lacks={dialog.lacks}
        completions={completions}
        textError={dialog.gap}
        article={
          isOne
            ? solution(first.id, { articleId: value.articleId, onChange: (chosen) => keep({ articleId: chosen }) })
            : null
        }
      />
      {files}
    </DialogFrame>
  );
};
