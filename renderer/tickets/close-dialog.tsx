import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChildrenField } from '#renderer/links/children-field.tsx';
import { useOpenBelow } from '#renderer/links/use-open-below.ts';
import type { ChildrenChoice } from '#shared/tickets/children.ts';
import type { ActionTarget } from './action-store.ts';
import { DialogFrame } from './dialog-frame.tsx';
import { useDialog } from './use-dialog.ts';

interface CloseDialogProps {
  readonly targets: readonly ActionTarget[];
  readonly onClose: () => void;
}

/** Closing needs no dialog but where tickets below are open: then it asks what becomes of them. */
export const CloseDialog = ({ targets, onClose }: CloseDialogProps) => {
  const { t } = useTranslation('tickets');
  const open = useOpenBelow(targets.map(({ id }) => id));
  const [children, setChildren] = useState<ChildrenChoice | null>(null);
  const dialog = useDialog({ action: 'close' }, () => ({ action: 'close', children }), targets, onClose, {
    lacksAnswer: open !== undefined && open.length > 0 && children === null,
  });
  // The question takes the focus, so it comes with the dialog.
  if (open === undefined) return null;
  return (
    <DialogFrame
      action="close"
      targets={targets}
      title={t('action.close')}
      missing={dialog.missing}
      failure={dialog.failure}
      pending={dialog.pending}
      onSubmit={dialog.submit}
      onClose={onClose}
    >
      <ChildrenField open={open} value={children} onChange={setChildren} isMissing={dialog.isUnanswered} autoFocus />
    </DialogFrame>
  );
};
