import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SessionFactory } from '#renderer/api/session.tsx';
import type { ProblemDetail } from '#shared/problems/operations.ts';

/** Enough of a ticket to name it. */
export interface TicketNamed {
  readonly id: string;
  readonly number: string;
}

type ProblemDialog =
  /** From tickets, or from none. `draftKey`: where what is typed is kept. */
  | { readonly kind: 'raise'; readonly tickets: readonly TicketNamed[]; readonly draftKey: string }
  | { readonly kind: 'link'; readonly tickets: readonly TicketNamed[] }
  | {
      readonly kind: 'linkTicket' | 'owner' | 'workaround' | 'resolve' | 'reopen' | 'cancel';
      readonly detail: ProblemDetail;
    };

interface ProblemDialogs {
  readonly dialog: ProblemDialog | null;
  open(dialog: ProblemDialog): void;
  close(): void;
}

/** Which dialog about problems is open; what is in it belongs to the dialog. */
export const problemDialogsStore: SessionFactory<StoreApi<ProblemDialogs>> = () =>
  createStore<ProblemDialogs>()((set) => ({
    dialog: null,
    open: (dialog) => set({ dialog }),
    close: () => set({ dialog: null }),
  }));
