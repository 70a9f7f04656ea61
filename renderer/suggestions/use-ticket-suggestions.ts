import { useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useSessionStore } from '#renderer/api/session.tsx';
import { useTicketQuery } from '#renderer/api/use-ticket-query.ts';
import { MAX_SUGGESTIONS, type Suggestion, type TicketArticle } from '#shared/suggestions/operations.ts';
import { suggestionsStore } from './suggestions-store.ts';

const nothing: ReadonlySet<string> = new Set();
const none: readonly TicketArticle[] = [];
const idOnly = (ticketId: string) => ({ ticketId });

/** Articles named on a ticket; those known already are there at once. */
export const useTicketArticles = (
  ticketId: string,
): { readonly articles: readonly TicketArticle[]; readonly take: (articles: readonly TicketArticle[]) => void } => {
  const store = useSessionStore(suggestionsStore);
  const { value, take } = useTicketQuery('suggestions.ofTicket', ticketId, idOnly);
  const kept = useStore(store, ({ linked }) => (linked?.ticketId === ticketId ? linked.articles : none));
  useEffect(() => {
    if (value) store.getState().keepLinked(ticketId, value);
  }, [store, ticketId, value]);
  return { articles: value ?? kept, take };
};

export interface TicketSuggestions {
  /** Without those dismissed; undefined until they are there. */
  readonly shown: readonly Suggestion[] | undefined;
  readonly dismissed: number;
  /** Whether room is kept while they are looked for. */
  readonly isStocked: boolean;
}

/** What may answer a ticket, asked again with every change of it. */
export const useTicketSuggestions = (ticketId: string): TicketSuggestions => {
  const { i18n } = useTranslation();
  const store = useSessionStore(suggestionsStore);
  const hidden = useStore(store, (state) => state.dismissed.get(ticketId) ?? nothing);
  const isStocked = useStore(store, (state) => state.isStocked ?? false);
  const { language } = i18n;
  const inputOf = useCallback((id: string) => ({ ticketId: id, language, limit: MAX_SUGGESTIONS }), [language]);
  const { value } = useTicketQuery('suggestions.forTicket', ticketId, inputOf);
  const hasArticles = value?.hasArticles ?? false;
  useEffect(() => {
    if (hasArticles) store.getState().stocked();
  }, [store, hasArticles]);
  const shown = value?.shown.filter(({ article }) => !hidden.has(article.id));
  return { shown, dismissed: hidden.size, isStocked };
};
