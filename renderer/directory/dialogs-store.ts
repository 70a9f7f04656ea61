import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Client } from '#renderer/api/client.ts';
import type { SessionFactory } from '#renderer/api/session.tsx';
import type { LikePerson, PersonDetail } from '#shared/directory/operations.ts';
import type { Person } from '#shared/directory/person.ts';
import type { Organisation, Site } from '#shared/directory/place.ts';
import type { Rota } from '#shared/directory/rota.ts';

/** Records null: one is being made. `draftKey`: where what is typed is kept. */
export type ContactsDialog =
  | { readonly kind: 'person'; readonly person: Person | null; readonly draftKey: string }
  | { readonly kind: 'organisation'; readonly organisation: Organisation | null; readonly draftKey: string }
  | { readonly kind: 'site'; readonly site: Site | null; readonly draftKey: string }
  | { readonly kind: 'rota'; readonly rota: Rota | null; readonly draftKey: string }
  | { readonly kind: 'merge'; readonly detail: PersonDetail; readonly other: LikePerson }
  | { readonly kind: 'cards' };

interface ContactsDialogs {
  readonly dialog: ContactsDialog | null;
  open(dialog: ContactsDialog): void;
  close(): void;
}

/** Which dialog of the contacts is open; what is in it belongs to the dialog. */
export const contactsDialogsStore: SessionFactory<StoreApi<ContactsDialogs>> = () =>
  createStore<ContactsDialogs>()((set) => ({
    dialog: null,
    open: (dialog) => set({ dialog }),
    close: () => set({ dialog: null }),
  }));

/** Where what is typed about a record is kept; `new-person` and the like for one being made. */
export const contactDraft = (what: string): string => `contact:${what}`;

type NewKind = 'person' | 'organisation' | 'site' | 'rota';

/** The form of something new. What was typed into it before and never saved is in it again. */
export const newDialog = (kind: NewKind): ContactsDialog => {
  const draftKey = contactDraft(`new-${kind}`);
  switch (kind) {
    case 'person':
      return { kind, person: null, draftKey };
    case 'organisation':
      return { kind, organisation: null, draftKey };
    case 'site':
      return { kind, site: null, draftKey };
    case 'rota':
      return { kind, rota: null, draftKey };
  }
};

/** The form that a draft was typed into; undefined where its record cannot be read any more. */
export const continuedDialog = async (client: Client, draftKey: string): Promise<ContactsDialog | undefined> => {
  const what = draftKey.slice('contact:'.length);
  switch (what) {
    case 'new-person':
    case 'new-organisation':
    case 'new-site':
    case 'new-rota':
      return newDialog(what.slice('new-'.length) as NewKind);
    default:
  }
  if (what.startsWith('person:')) {
    const answer = await client.call('directory.person', { personId: what });
    return answer.ok ? { kind: 'person', person: answer.value.person, draftKey } : undefined;
  }
  if (what.startsWith('organisation:')) {
    const answer = await client.call('directory.organisation', { organisationId: what });
    return answer.ok ? { kind: 'organisation', organisation: answer.value.organisation, draftKey } : undefined;
  }
  if (what.startsWith('site:')) {
    const answer = await client.call('directory.site', { siteId: what });
    return answer.ok ? { kind: 'site', site: answer.value.site, draftKey } : undefined;
  }
  const answer = await client.call('directory.rotas', {});
  const rota = answer.ok ? answer.value.rotas.find(({ id }) => id === what) : undefined;
  return rota && { kind: 'rota', rota, draftKey };
};
