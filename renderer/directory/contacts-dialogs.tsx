import { lazy, Suspense } from 'react';
import { useStore } from 'zustand';
import { useSessionStore } from '#renderer/api/session.tsx';
import { contactsDialogsStore } from './dialogs-store.ts';
import { MergeDialog } from './merge-dialog.tsx';
import { OrganisationDialog } from './organisation-dialog.tsx';
import { PersonDialog } from './person-dialog.tsx';

const CardsDialog = lazy(async () => ({ default: (await import('./cards-dialog.tsx')).CardsDialog }));
const RotaDialog = lazy(async () => ({ default: (await import('./rota-dialog.tsx')).RotaDialog }));
const SiteDialog = lazy(async () => ({ default: (await import('./site-dialog.tsx')).SiteDialog }));

/** The dialog of the contacts that is open, if any. */
export const ContactsDialogs = () => {
  const store = useSessionStore(contactsDialogsStore);
  const dialog = useStore(store, (state) => state.dialog);
  const close = () => store.getState().close();
  if (!dialog) return null;
  const shown = (() => {
    switch (dialog.kind) {
      case 'person':
        return <PersonDialog key={dialog.draftKey} {...dialog} onClose={close} />;
      case 'organisation':
        return <OrganisationDialog key={dialog.draftKey} {...dialog} onClose={close} />;
      case 'site':
        return <SiteDialog key={dialog.draftKey} {...dialog} onClose={close} />;
      case 'rota':
        return <RotaDialog key={dialog.draftKey} {...dialog} onClose={close} />;
      case 'merge':
        return <MergeDialog detail={dialog.detail} other={dialog.other} onClose={close} />;
      case 'cards':
        return <CardsDialog onClose={close} />;
    }
  })();
  return <Suspense>{shown}</Suspense>;
};
