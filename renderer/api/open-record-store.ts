import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure, Result } from '#shared/base/result.ts';

/** What a panel shows: one record with all that is needed to work on it. */
export interface OpenRecordState<Detail> {
  readonly openId: string | null;
  /** Of `openId`, or of the record open before while the next one is on its way: the panel never blanks between two rows. */
  readonly detail: Detail | undefined;
  readonly failure: Failure | undefined;

  open(id: string | null): void;
  /** Takes the answer of a command, if it is about the open record and not older than what is shown. */
  take(detail: Detail): void;
  refresh(): void;
}

export type OpenRecordStore<Detail> = StoreApi<OpenRecordState<Detail>>;

interface RecordSource<Detail> {
  readonly fetch: (id: string) => Promise<Result<Detail>>;
  /** `revision` grows with every change of the record. */
  readonly versionOf: (detail: Detail) => { readonly id: string; readonly revision: number };
}

/** One request at a time; when the person moves on meanwhile, only the last record they stopped at is asked for. */
export const createOpenRecordStore = <Detail>({ fetch, versionOf }: RecordSource<Detail>): OpenRecordStore<Detail> =>
  createStore<OpenRecordState<Detail>>()((set, get) => {
    let busy = false;
    let wanted: string | null = null;

    const isOf = (detail: Detail | undefined, id: string): detail is Detail =>
      detail !== undefined && versionOf(detail).id === id;
    const pump = async (): Promise<void> => {
      if (busy) return;
      busy = true;
      while (wanted !== null) {
        const id = wanted;
        wanted = null;
        const answer = await fetch(id);
        if (get().openId !== id) continue;
        if (answer.ok) get().take(answer.value);
        // What could not be fetched must not look like the record that was open before.
        else set(({ detail }) => ({ failure: answer.failure, detail: isOf(detail, id) ? detail : undefined }));
      }
      busy = false;
    };

    return {
      openId: null,
      detail: undefined,
      failure: undefined,
      open: (id) => {
        if (id === get().openId) return;
        set({ openId: id, failure: undefined, ...(id === null && { detail: undefined }) });
        wanted = id;
        void pump();
      },
      take: (detail) => {
        const { openId, detail: shown } = get();
        const { id, revision } = versionOf(detail);
        if (id !== openId) return;
        if (isOf(shown, id) && revision < versionOf(shown).revision) return;
        set({ detail, failure: undefined });
      },
      refresh: () => {
        wanted = get().openId;
        void pump();
      },
    };
  });
