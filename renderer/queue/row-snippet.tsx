import { createContext, use, type ReactNode } from 'react';

/** Draws the snippet of a ticket, by its id. */
export type ShowSnippet = (ticketId: string) => ReactNode;

/** Undefined while nothing is searched for. */
export const SnippetContext = createContext<ShowSnippet | undefined>(undefined);

/** Behind the title: where else on the ticket the words stand. The row keeps its height, the title its place. */
export const RowSnippet = ({ ticketId }: { readonly ticketId: string }) => use(SnippetContext)?.(ticketId) ?? null;
