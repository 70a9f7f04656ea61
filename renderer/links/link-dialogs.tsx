import { useStore } from 'zustand';
import { useSessionStore } from '#renderer/api/session.tsx';
import { LinkDialog } from './link-dialog.tsx';
import { linkDialogsStore } from './link-dialogs-store.ts';
import { TogetherDialog } from './together-dialog.tsx';

/** The dialog about links that is open, if any. */
export const LinkDialogs = () => {
  const store = useSessionStore(linkDialogsStore);
  const dialog = useStore(store, (state) => state.dialog);
  if (!dialog) return null;
  const onClose = () => store.getState().close();
  return dialog.kind === 'add' ? (
    <LinkDialog ticket={dialog.ticket} onClose={onClose} />
  ) : (
    <TogetherDialog ticket={dialog.ticket} onClose={onClose} />
  );
};
