import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useReplyCompletion } from '#renderer/templates/use-reply-completion.tsx';
import type { ActionTarget } from './action-store.ts';
import { DialogFrame } from './dialog-frame.tsx';
import { ResolutionFields } from './resolution-fields.tsx';
import { useDialog } from './use-dialog.ts';
import { useResolutionDraft } from './use-resolution-draft.ts';

interface ResolveDialogProps {
  readonly targets: readonly ActionTarget[];
  /** What other features have to say before these are resolved. */
  readonly notice: ReactNode;
  /** Takes files for the ticket. */
  readonly files: ReactNode;
  readonly onClose: () => void;
}

export const ResolveDialog = ({ targets, notice, files, onClose }: ResolveDialogProps) => {
  const { t } = useTranslation('tickets');
  const [first] = targets;
  const { value, keep, finish } = useResolutionDraft(first?.id ?? 'tickets');
  const { code, text, noArticle } = value;
  const replies = useReplyCompletion(targets.length === 1 ? (first?.id ?? null) : null);
  const completions = useMemo(() => [replies], [replies]);
  const dialog = useDialog(
    { action: 'resolve', code, text, articleId: null, noArticleReason: noArticle },
    () => (code === null ? undefined : { action: 'resolve', code, text, noArticleReason: noArticle }),
    targets,
    () => {
      void finish();
      onClose();
    },
    text,
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
      {notice}
      <ResolutionFields
        value={value}
        onChange={keep}
        lacks={dialog.lacks}
        completions={completions}
        textError={dialog.gap}
      />
      {files}
    </DialogFrame>
  );
};
