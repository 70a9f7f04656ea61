import { useStore } from 'zustand';
import { useSessionStore } from '#renderer/api/session.tsx';
import { assetDialogsStore } from './asset-dialogs-store.ts';
import { ClassesDialog } from './classes-dialog.tsx';
import { LinkAssetDialog } from './link-asset-dialog.tsx';
import { StatusDialog } from './status-dialog.tsx';

/** The dialog about assets that is open, if any; mounted once beside the views that ask for it. */
export const AssetDialogs = () => {
  const store = useSessionStore(assetDialogsStore);
  const dialog = useStore(store, (state) => state.dialog);
  if (!dialog) return null;
  const onClose = () => store.getState().close();
  switch (dialog.kind) {
    case 'link':
      return <LinkAssetDialog ticket={dialog.ticket} onClose={onClose} />;
    case 'status':
      return <StatusDialog detail={dialog.detail} to={dialog.to} onClose={onClose} />;
    case 'classes':
      return <ClassesDialog onClose={onClose} />;
  }
};
