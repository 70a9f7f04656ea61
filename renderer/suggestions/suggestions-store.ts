import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SessionFactory } from '#renderer/api/session.tsx';
import type { TicketArticle } from '#shared/suggestions/operations.ts';

interface SuggestionsState {
  /** By ticket: articles that the person does not want to be shown there again. */
  readonly dismissed: ReadonlyMap<string, ReadonlySet<string>>;
  /** Whether the desk has any article to suggest: room is kept for them only then. Undefined until it has said. */
  readonly isStocked: boolean | undefined;
  /** Rows that the ticket before had: the room that the next one begins with. */
  readonly room: number;
  /** The article that is looked at beside a ticket. */
  readonly look: { readonly ticketId: string; readonly articleId: string } | null;
  /** Articles of the ticket that was looked at last, for a dialog that opens over it. */
  readonly linked: { readonly ticketId: string; readonly articles: readonly TicketArticle[] } | null;
  dismiss(ticketId: string, articleId: string): void;
  bringBack(ticketId: string): void;
  stocked(): void;
  keepRoom(rows: number): void;
  lookAt(look: SuggestionsState['look']): void;
  keepLinked(ticketId: string, articles: readonly TicketArticle[]): void;
}

/** What somebody did with suggestions that concerns nobody else. Lasts for the session. */
export const suggestionsStore: SessionFactory<StoreApi<SuggestionsState>> = (client, onEnd) => {
  const store = createStore<SuggestionsState>()((set, get) => ({
    dismissed: new Map(),
    isStocked: undefined,
    room: 1,
    look: null,
    linked: null,
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
    keepLinked: (ticketId, articles) => set({ linked: { ticketId, articles } }),
  }));
  const ask = async (): Promise<void> => {
    const answer = await client.call('suggestions.stock', {});
    // Once there was one, room stays: nothing jumps because the last article was retired.
    if (!store.getState().isStocked) store.setState({ isStocked: answer.ok && answer.value.hasArticles });
  };
  void ask();
  onEnd(
    client.onNotice(({ name }) => {
      if (name === 'articles.changed' && store.getState().isStocked === false) void ask();
    }),
  );
  return store;
};
