import { useStore } from 'zustand';
import { useSessionStore } from '#renderer/api/session.tsx';
import { useDraftsReady } from '#renderer/drafts/use-draft.ts';
import { LinkProblemDialog } from './link-problem-dialog.tsx';
import { LinkTicketDialog } from './link-ticket-dialog.tsx';
import { OwnerDialog } from './owner-dialog.tsx';
import { problemDialogsStore } from './problem-dialogs-store.ts';
import { RaiseDialog } from './raise-dialog.tsx';
import { CancelProblemDialog, ReopenProblemDialog } from './reason-dialogs.tsx';
import { ResolveProblemDialog } from './resolve-problem-dialog.tsx';
import { WorkaroundDialog } from './workaround-dialog.tsx';

/** The dialog about problems that is open, if any; mounted once beside the views that ask for it. */
export const ProblemDialogs = () => {
  const store = useSessionStore(problemDialogsStore);
  const dialog = useStore(store, (state) => state.dialog);
  const isReady = useDraftsReady();
  if (!dialog || !isReady) return null;
  const onClose = () => store.getState().close();
  switch (dialog.kind) {
    case 'raise':
      return <RaiseDialog tickets={dialog.tickets} draftKey={dialog.draftKey} onClose={onClose} />;
    case 'link':
      return <LinkProblemDialog tickets={dialog.tickets} onClose={onClose} />;
    case 'linkTicket':
      return <LinkTicketDialog detail={dialog.detail} onClose={onClose} />;
    case 'owner':
      return <OwnerDialog detail={dialog.detail} onClose={onClose} />;
    case 'workaround':
      return <WorkaroundDialog detail={dialog.detail} onClose={onClose} />;
    case 'resolve':
      return <ResolveProblemDialog detail={dialog.detail} onClose={onClose} />;
    case 'reopen':
      return <ReopenProblemDialog detail={dialog.detail} onClose={onClose} />;
    case 'cancel':
      return <CancelProblemDialog detail={dialog.detail} onClose={onClose} />;
  }
};
