import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Client } from '#renderer/api/client.ts';
import type { Snippet } from '#shared/search/operations.ts';
import type { QueueStore } from './store.ts';

/** Where rows on screen hold what was searched for, beside what they show. */
interface SnippetsState {
  /** By ticket; null where the row shows it all. */
  readonly found: ReadonlyMap<string, Snippet | null>;
  /** A row has come on screen; rows that come together are asked about together. */
  want(ticketId: string): void;
  /** Starts following the list; returns the function that stops it. */
  connect(): () => void;
}

export type SnippetsStore = StoreApi<SnippetsState>;

/** While somebody types, every key brings other rows: only those that stay are asked about. */
const WAIT_MS = 120;
const AT_ONCE = 100;

const none: ReadonlyMap<string, Snippet | null> = new Map();

/** Follows the list that `queue` shows; what was found for another search is forgotten. */
export const createSnippetsStore = (client: Client, queue: QueueStore): SnippetsStore => {
  const wanted = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const searched = () => {
    const { window } = queue.getState();
    return window?.search && window.search.words.length > 0 ? `${window.version} ${window.key}` : '';
  };
  let of = '';
  return createStore<SnippetsState>()((set, get) => {
    const ask = async (): Promise<void> => {
      timer = undefined;
      const asked = of;
      const ticketIds = [...wanted].slice(0, AT_ONCE);
      wanted.clear();
      const { text } = queue.getState().filter;
      const reply = await client.call('search.snippets', { text, ticketIds });
      if (!reply.ok || asked !== of) return;
      const found = new Map(get().found);
      for (const ticketId of ticketIds) found.set(ticketId, reply.value[ticketId] ?? null);
      set({ found });
    };
    return {
      found: none,
      want: (ticketId) => {
        if (of === '' || get().found.has(ticketId)) return;
        wanted.add(ticketId);
        timer ??= setTimeout(() => void ask(), WAIT_MS);
      },
      connect: () => {
        const forget = (): void => {
          wanted.clear();
          clearTimeout(timer);
          timer = undefined;
          set({ found: none });
        };
        const follow = (): void => {
          const now = searched();
          if (now === of) return;
          of = now;
          forget();
        };
        const stop = queue.subscribe(follow);
        follow();
        return () => {
          stop();
          of = '';
          forget();
        };
      },
    };
  });
};
