import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SessionFactory } from '#renderer/api/session.tsx';
import type { Failure, Result } from '#shared/base/result.ts';
import type { DraftView } from '#shared/drafts/operations.ts';
import type { DraftFields } from './draft-saver.ts';

interface DraftsState {
  /** As on disk. Undefined until the first answer. */
  readonly drafts: readonly DraftView[] | undefined;
  readonly failure: Failure | undefined;
  load(): Promise<void>;
  discard(key: string): Promise<Result<null>>;
  /** What a form holds now, whether saved yet or not: the form that opens next under this key begins with it. */
  typed(key: string, fields: DraftFields): void;
  /** What was typed last under this key, else what is on disk; no fields if there is no draft. */
  fieldsOf(key: string): DraftFields;
}

/** Unfinished texts of the person signed in; read again whenever one is saved or submitted. */
export const draftsStore: SessionFactory<StoreApi<DraftsState>> = (client, onEnd) => {
  const latest = new Map<string, DraftFields>();
  let loading = false;
  let again = false;
  const store = createStore<DraftsState>()((set, get) => ({
    drafts: undefined,
    failure: undefined,
    load: async () => {
      again = true;
      if (loading) return;
      loading = true;
      while (again) {
        again = false;
        const found = await client.call('drafts.list', {});
        set(found.ok ? { drafts: found.value, failure: undefined } : { failure: found.failure });
        if (!found.ok) break;
      }
      loading = false;
    },
    discard: (key) => {
      latest.set(key, {});
      return client.call('drafts.discard', { key });
    },
    typed: (key, fields) => void latest.set(key, fields),
    fieldsOf: (key) => latest.get(key) ?? get().drafts?.find((draft) => draft.key === key)?.fields ?? {},
  }));
  onEnd(
    client.onNotice((notice) => {
      if (notice.name === 'drafts.changed' || notice.name === 'tickets.changed') void store.getState().load();
    }),
  );
  void store.getState().load();
  return store;
};
