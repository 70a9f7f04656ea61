import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SessionFactory } from '#renderer/api/session.tsx';
import type { AssetStatus } from '#shared/assets/configuration-item.ts';
import type { AssetDetail } from '#shared/assets/operations.ts';

/** Enough of a ticket to name it, and who reported it. */
export interface TicketNamed {
  readonly id: string;
  readonly number: string;
}

type AssetDialog =
  | { readonly kind: 'link'; readonly ticket: TicketNamed }
  | { readonly kind: 'status'; readonly detail: AssetDetail; readonly to: AssetStatus | null }
  | { readonly kind: 'classes' };

interface AssetDialogs {
  readonly dialog: AssetDialog | null;
  open(dialog: AssetDialog): void;
  close(): void;
}

/** Which dialog about assets is open. */
export const assetDialogsStore: SessionFactory<StoreApi<AssetDialogs>> = () =>
  createStore<AssetDialogs>()((set) => ({
    dialog: null,
    open: (dialog) => set({ dialog }),
    close: () => set({ dialog: null }),
  }));
