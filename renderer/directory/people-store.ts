import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SessionFactory } from '#renderer/api/session.tsx';
import type { Failure } from '#shared/base/result.ts';
import type { PeopleView } from '#shared/directory/limits.ts';
import type { ListedPerson } from '#shared/directory/operations.ts';

/** Rows are asked for in runs of this many. */
const CHUNK = 100;
/** Runs kept; past these, what is far from the screen is asked for again. */
const KEPT = 40;

interface PeopleState {
  readonly view: PeopleView;
  readonly text: string;
  /** Undefined until the first answer. */
  readonly total: number | undefined;
  /** People on this laptop, whatever the search. */
  readonly held: number;
  readonly chunks: ReadonlyMap<number, readonly ListedPerson[]>;
  readonly failure: Failure | undefined;
  /** The rows are those of another search: the answer is on its way. */
  readonly isSearching: boolean;
  show(view: PeopleView, text: string): void;
  /** These rows are on screen. */
  see(from: number, to: number): void;
  refresh(): void;
}

export const personAt = ({ chunks }: Pick<PeopleState, 'chunks'>, index: number): ListedPerson | undefined =>
  chunks.get(Math.floor(index / CHUNK))?.[index % CHUNK];

/** The list of people as far as it was looked at. Rows of the search before stay until those of the new one are there. */
export const peopleStore: SessionFactory<StoreApi<PeopleState>> = (client, onEnd) => {
  /** Answers to an older question are nobody's any more. */
  let question = 0;
  let seen = { from: 0, to: 1 };
  const asked = new Set<number>();

  const store = createStore<PeopleState>()((set, get) => {
    const fetch = async (chunk: number): Promise<void> => {
      if (asked.has(chunk)) return;
      asked.add(chunk);
      const turn = question;
      const { view, text } = get();
      const answer = await client.call('directory.people', {
        view,
        text,
        organisationId: null,
        siteId: null,
        from: chunk * CHUNK,
        count: CHUNK,
      });
      if (turn !== question) return;
      if (!answer.ok) {
        asked.delete(chunk);
        set({ failure: answer.failure, isSearching: false });
        return;
      }
      const { total, held, rows } = answer.value;
      const isFirst = asked.size === 1;
      const chunks = new Map(isFirst ? [] : get().chunks);
      chunks.set(chunk, rows);
      for (const far of [...chunks.keys()].toSorted((a, b) => Math.abs(b - chunk) - Math.abs(a - chunk))) {
        if (chunks.size <= KEPT) break;
        chunks.delete(far);
        asked.delete(far);
      }
      set({ total, held, chunks, failure: undefined, isSearching: false });
      if (isFirst) fetchSeen();
    };
    const fetchSeen = (): void => {
      const { total = 1 } = get();
      const last = Math.floor(Math.max(0, Math.min(seen.to, total) - 1) / CHUNK);
      for (let chunk = Math.floor(seen.from / CHUNK); chunk <= last; chunk++) void fetch(chunk);
    };
    const ask = (): void => {
      question++;
      asked.clear();
      void fetch(Math.floor(seen.from / CHUNK));
    };
    return {
      view: 'active',
      text: '',
      total: undefined,
      held: 0,
      chunks: new Map(),
      failure: undefined,
      isSearching: false,
      show: (view, text) => {
        if (get().view === view && get().text === text && question > 0) return;
        seen = { from: 0, to: 1 };
        set({ view, text, isSearching: true });
        ask();
      },
      see: (from, to) => {
        seen = { from, to };
        // Until the first answer nobody knows how many there are.
        if (get().chunks.size > 0) fetchSeen();
      },
      refresh: ask,
    };
  });
  onEnd(
    client.onNotice((notice) => {
      if (notice.name === 'directory.changed' && question > 0) store.getState().refresh();
    }),
  );
  return store;
};
