import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SessionFactory } from '#renderer/api/session.tsx';

interface SuggestionsState {
  /** By ticket: articles that the person does not want to be shown there again. */
  readonly dismissed: ReadonlyMap<string, ReadonlySet<string>>;
  /** Whether the desk has any article to suggest: room is kept for them only then. */
  readonly isStocked: boolean;
  /** Rows that the ticket before had: the room that the next one begins with. */
  readonly room: number;
  /** The article that is looked at beside a ticket. */
  readonly look: { readonly ticketId: string; readonly articleId: string } | null;
  dismiss(ticketId: string, articleId: string): void;
  bringBack(ticketId: string): void;
  stocked(): void;
  keepRoom(rows: number): void;
  lookAt(look: SuggestionsState['look']): void;
}

/** What somebody did with suggestions that concerns nobody else. Lasts for the session. */
export const suggestionsStore: SessionFactory<StoreApi<SuggestionsState>> = () =>
  createStore<SuggestionsState>()((set, get) => ({
    dismissed: new Map(),
    isStocked: false,
    room: 1,
    look: null,
    dismiss: (ticketId, articleId) => {
      const before = get().dismissed.get(ticketId) ?? new Set<string>();
      set({ dismissed: new Map(get().dismissed).set(ticketId, new Set([...before, articleId])) });
    },
    bringBack: (ticketId) => {
      const dismissed = new Map(get().dismissed);
      dismissed.delete(ticketId);
      set({ dismissed });
    },
    stocked: () => set({ isStocked: true }),
    keepRoom: (room) => set({ room }),
    lookAt: (look) => set({ look }),
  }));
