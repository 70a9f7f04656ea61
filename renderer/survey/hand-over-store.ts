import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SessionFactory } from '#renderer/api/session.tsx';

/** A ticket that is with its requester just now. */
export interface HandedOver {
  readonly ticketId: string;
  /** An answer that is given once more, and why. */
  readonly replaces: { readonly entryId: string; readonly reason: string } | null;
}

interface HandOverState {
  readonly handedOver: HandedOver | null;
  begin(handedOver: HandedOver): void;
  end(): void;
}

/** Whether the hand-over screen is up: it stands over the whole window, whatever view is below it. */
export const handOverStore: SessionFactory<StoreApi<HandOverState>> = () =>
  createStore<HandOverState>()((set) => ({
    handedOver: null,
    begin: (handedOver) => set({ handedOver }),
    end: () => set({ handedOver: null }),
  }));
