/** Articles on a ticket, in one file: fetched together, before a ticket is opened. */
export { KnownStrip } from '#renderer/suggestions/known-strip.tsx';
export { LinkedArticles } from '#renderer/suggestions/linked-articles.tsx';
export { AfterStock } from '#renderer/suggestions/after-stock.tsx';
export { SolutionField } from '#renderer/suggestions/solution-field.tsx';
export { TicketSuggestions } from '#renderer/suggestions/ticket-suggestions.tsx';
