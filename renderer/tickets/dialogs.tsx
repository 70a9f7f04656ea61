import { useStore } from 'zustand';
import { useSessionStore } from '#renderer/api/session.tsx';
import { actionStore } from './action-store.ts';
import { AssignDialog } from './assign-dialog.tsx';
import { CloseDialog } from './close-dialog.tsx';
import { FollowUpDialog } from './follow-up-dialog.tsx';
import { HoldDialog } from './hold-dialog.tsx';
import { MergeDialog } from './merge-dialog.tsx';
import { PriorityDialog } from './priority-dialog.tsx';
import { CancelDialog, ReopenDialog } from './reason-dialogs.tsx';
import { ResolveDialog } from './resolve-dialog.tsx';
import type { TicketSlots } from './ticket-slots.ts';

/** The action dialog that is open, if any; mounted once beside the views that ask for it. */
export const TicketDialogs = ({ slots }: { readonly slots: TicketSlots }) => {
  const store = useSessionStore(actionStore);
  const dialog = useStore(store, (state) => state.dialog);
  if (!dialog) return null;
  const { targets } = dialog;
  const onClose = () => store.getState().close();
  switch (dialog.action) {
    case 'assign':
      return <AssignDialog targets={targets} note={dialog.note} onClose={onClose} />;
    case 'hold':
    case 'changeHold':
      return (
        <HoldDialog action={dialog.action} targets={targets} files={slots.dialogFiles(targets)} onClose={onClose} />
      );
    case 'resolve':
      return (
        <ResolveDialog
          targets={targets}
          together={slots.resolving(targets, onClose)}
          files={slots.dialogFiles(targets)}
          solution={slots.solution}
          onClose={onClose}
        />
      );
    case 'close':
      return <CloseDialog targets={targets} onClose={onClose} />;
    case 'cancel':
      return <CancelDialog targets={targets} onClose={onClose} />;
    case 'reopen':
      return <ReopenDialog targets={targets} onClose={onClose} />;
    case 'merge':
      return <MergeDialog targets={targets} onClose={onClose} />;
    case 'setPriority':
      return <PriorityDialog targets={targets} onClose={onClose} />;
    case 'followUp':
      return <FollowUpDialog targets={targets} onClose={onClose} />;
  }
};
