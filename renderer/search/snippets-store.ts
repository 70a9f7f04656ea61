import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Client } from '#renderer/api/client.ts';
import type { Snippet } from '#shared/search/operations.ts';

/** Where rows on screen hold what was searched for, beside what they show. */
interface SnippetsState {
  /** By ticket; null where the row shows it all. */
  readonly found: ReadonlyMap<string, Snippet | null>;
  /** A row has come on screen; returns the function that says it has gone. */
  show(ticketId: string): () => void;
  /** Starts following the list; returns the function that stops it. */
  connect(): () => void;
}

export type SnippetsStore = StoreApi<SnippetsState>;

/** A list that is searched; who composes the window passes one in. */
export interface ListSearched {
  /** Names the search whose rows are shown; empty while there is none. */
  searched(): string;
  text(): string;
  subscribe(listener: () => void): () => void;
}

/** While somebody types, every key brings other rows: only those that stay are asked about, all of them together. */
const WAIT_MS = 120;
const AT_ONCE = 100;

/** Follows a list; what was found for another search is forgotten. */
export const createSnippetsStore = (client: Client, list: ListSearched): SnippetsStore =>
  createStore<SnippetsState>()((set, get) => {
    const onScreen = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    /** The search that rows are asked about; empty while there is none. */
    let search = '';

    const ask = async (): Promise<void> => {
      timer = undefined;
      const asked = search;
      const ticketIds = [...onScreen].filter((ticketId) => !get().found.has(ticketId)).slice(0, AT_ONCE);
      if (asked === '' || ticketIds.length === 0) return;
      const reply = await client.call('search.snippets', { text: list.text(), ticketIds });
      if (!reply.ok || asked !== search) return;
      const found = new Map(get().found);
      for (const ticketId of ticketIds) found.set(ticketId, reply.value[ticketId] ?? null);
      set({ found });
    };
    const askSoon = (): void => {
      if (search !== '') timer ??= setTimeout(() => void ask(), WAIT_MS);
    };
    const turnTo = (next: string): void => {
      if (next === search) return;
      search = next;
      clearTimeout(timer);
      timer = undefined;
      set({ found: new Map() });
      askSoon();
    };

    return {
      found: new Map(),
      show: (ticketId) => {
        onScreen.add(ticketId);
        askSoon();
        return () => onScreen.delete(ticketId);
      },
      connect: () => {
        const stop = list.subscribe(() => turnTo(list.searched()));
        turnTo(list.searched());
        return () => {
          stop();
          turnTo('');
        };
      },
    };
  });
