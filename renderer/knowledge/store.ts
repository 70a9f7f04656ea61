import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SessionFactory } from '#renderer/api/session.tsx';
import type { Failure } from '#shared/base/result.ts';
import type { ArticleKind } from '#shared/knowledge/article.ts';
import type { ArticleSearchNews } from '#shared/knowledge/found.ts';
import type { ListedArticle } from '#shared/knowledge/operations.ts';
import type { ArticleView } from '#shared/knowledge/search.ts';

/** What the list is narrowed to. */
export interface KnowledgeFilter {
  readonly view: ArticleView;
  readonly kind: ArticleKind | null;
  /** BCP 47; null for any. */
  readonly language: string | null;
  readonly text: string;
}

export interface KnowledgeState {
  readonly filter: KnowledgeFilter;
  /** Of the last filter that was answered; undefined until the first answer. */
  readonly rows: readonly ListedArticle[] | undefined;
  readonly total: number;
  /** What the text of that filter came to; null without one. */
  readonly search: ArticleSearchNews | null;
  /** The text that was answered with nothing; null after any other answer. */
  readonly missed: string | null;
  /** From asking to the answer, ms. */
  readonly tookMs: number;
  /** The rows are those of another filter: the answer is on its way. */
  readonly isSearching: boolean;
  readonly failure: Failure | undefined;
  /** The row that keys act on; stays on its article when the list changes. */
  readonly focusId: string | null;
  /** Where the list was scrolled to when it was last on screen, px. */
  readonly scrollTop: number;

  narrow(filter: Partial<KnowledgeFilter>): void;
  focus(articleId: string): void;
  /** Moves the focus by so many rows and answers the article it came to. */
  move(by: number): string | null;
  keepPlace(scrollTop: number): void;
  refresh(): void;
}

export type KnowledgeStore = StoreApi<KnowledgeState>;

export const wholeLibrary: KnowledgeFilter = { view: 'published', kind: null, language: null, text: '' };

const isSame = (one: KnowledgeFilter, other: KnowledgeFilter): boolean =>
  one.view === other.view && one.kind === other.kind && one.language === other.language && one.text === other.text;

/** The list of articles; one question at a time, and only the last one asked is answered. */
export const knowledgeStore: SessionFactory<KnowledgeStore> = (client, onEnd) => {
  let busy = false;
  let again = false;
  let answered: KnowledgeFilter | undefined;
  const store = createStore<KnowledgeState>()((set, get) => {
    const load = async (): Promise<void> => {
      again = true;
      if (busy) return;
      busy = true;
      while (again) {
        again = false;
        const { filter } = get();
        const asked = performance.now();
        const answer = await client.call('knowledge.list', filter);
        const tookMs = performance.now() - asked;
        if (!answer.ok) {
          set({ failure: answer.failure });
          continue;
        }
        const { rows, total, search } = answer.value;
        const isNew = !answered || !isSame(answered, filter);
        answered = filter;
        const { focusId, scrollTop } = get();
        const kept = rows.some(({ id }) => id === focusId);
        set({
          rows,
          total,
          search,
          missed: total === 0 && search && search.reading === null ? filter.text : null,
          tookMs,
          failure: undefined,
          focusId: kept ? focusId : (rows[0]?.id ?? null),
          scrollTop: isNew ? 0 : scrollTop,
        });
      }
      busy = false;
      set({ isSearching: false });
    };
    return {
      filter: wholeLibrary,
      rows: undefined,
      total: 0,
      search: null,
      missed: null,
      tookMs: 0,
      isSearching: false,
      failure: undefined,
      focusId: null,
      scrollTop: 0,
      narrow: (filter) => {
        const next = { ...get().filter, ...filter };
        if (isSame(next, get().filter) && get().rows) return;
        set({ filter: next, isSearching: true });
        void load();
      },
      focus: (focusId) => set({ focusId }),
      move: (by) => {
        const { rows = [], focusId } = get();
        const at = rows.findIndex(({ id }) => id === focusId);
        const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))];
        if (next) set({ focusId: next.id });
        return next?.id ?? null;
      },
      keepPlace: (scrollTop) => set({ scrollTop }),
      refresh: () => void load(),
    };
  });
  onEnd(
    client.onNotice((notice) => {
      if (notice.name === 'articles.changed' && store.getState().rows) store.getState().refresh();
    }),
  );
  onEnd(
    client.onStatus((status) => {
      if (status === 'connected' && store.getState().failure) store.getState().refresh();
    }),
  );
  return store;
};
