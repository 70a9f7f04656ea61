import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SessionFactory } from '#renderer/api/session.tsx';

/** Enough of a ticket to name it. */
export interface TicketNamed {
  readonly id: string;
  readonly number: string;
}

interface LinkDialogs {
  readonly dialog: { readonly kind: 'add' | 'together'; readonly ticket: TicketNamed } | null;
  open(kind: 'add' | 'together', ticket: TicketNamed): void;
  close(): void;
}

/** Which dialog about the links of a ticket is open. */
export const linkDialogsStore: SessionFactory<StoreApi<LinkDialogs>> = () =>
  createStore<LinkDialogs>()((set) => ({
    dialog: null,
    open: (kind, ticket) => set({ dialog: { kind, ticket } }),
    close: () => set({ dialog: null }),
  }));
