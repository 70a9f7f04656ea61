import { useStore } from 'zustand';
import { useClient, useSessionStore } from '#renderer/api/session.tsx';
import type { AppStatus } from '#shared/accounts/operations.ts';
import { OpenDialog } from './open-dialog.tsx';
import { practiceStore } from './practice-store.ts';
import { ResetDialog } from './reset-dialog.tsx';

/** What somebody asked for from the palette, the account menu or the title bar. Mounted while something is asked. */
export const PracticeDialogs = ({ onStatus }: { readonly onStatus: (status: AppStatus) => void }) => {
  const client = useClient();
  const { asking, ask } = useStore(useSessionStore(practiceStore));
  const close = () => ask(null);
  switch (asking) {
    case null:
      return null;
    case 'open':
      return <OpenDialog client={client} onClose={close} />;
    case 'reset':
      return <ResetDialog client={client} onStatus={onStatus} onClose={close} />;
  }
};
