import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SessionFactory } from '#renderer/api/session.tsx';
import { everyDocument, type DocumentFilter } from '#shared/documents/filter.ts';

interface DocumentsState {
  readonly filter: DocumentFilter;
  /** The document that keys act on. */
  readonly focusId: string | null;
  narrow(change: Partial<DocumentFilter>): void;
  focus(documentId: string | null): void;
}

/** What somebody looks at in the catalogue; it stays while they go elsewhere and come back. */
export const documentsStore: SessionFactory<StoreApi<DocumentsState>> = () =>
  createStore<DocumentsState>()((set) => ({
    filter: everyDocument,
    focusId: null,
    narrow: (change) => set(({ filter }) => ({ filter: { ...filter, ...change } })),
    focus: (focusId) => set({ focusId }),
  }));
