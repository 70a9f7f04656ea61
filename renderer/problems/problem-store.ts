import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SessionFactory } from '#renderer/api/session.tsx';
import type { Failure } from '#shared/base/result.ts';
import type { ProblemDetail } from '#shared/problems/operations.ts';

export interface OpenProblemState {
  readonly problemId: string | null;
  /** Of `problemId`, or of the problem open before while the next one is on its way. */
  readonly detail: ProblemDetail | undefined;
  readonly failure: Failure | undefined;

  open(problemId: string | null): void;
  /** Takes the answer of a command, if it is about the open problem and not older than what is shown. */
  take(detail: ProblemDetail): void;
  refresh(): void;
}

export type ProblemStore = StoreApi<OpenProblemState>;

/** The problem open in the panel; asked for again whenever it or a ticket linked to it changes on disk. */
export const problemStore: SessionFactory<ProblemStore> = (client, onEnd) => {
  const store = createStore<OpenProblemState>()((set, get) => {
    let busy = false;
    let wanted: string | null = null;
    const pump = async (): Promise<void> => {
      if (busy) return;
      busy = true;
      while (wanted !== null) {
        const problemId = wanted;
        wanted = null;
        const answer = await client.call('problems.get', { problemId });
        if (get().problemId !== problemId) continue;
        if (answer.ok) get().take(answer.value);
        else
          set(({ detail }) => ({
            failure: answer.failure,
            detail: detail?.problem.id === problemId ? detail : undefined,
          }));
      }
      busy = false;
    };
    return {
      problemId: null,
      detail: undefined,
      failure: undefined,
      open: (problemId) => {
        if (problemId === get().problemId) return;
        set({ problemId, failure: undefined, ...(problemId === null && { detail: undefined }) });
        wanted = problemId;
        void pump();
      },
      take: (detail) => {
        const { problemId, detail: shown } = get();
        if (detail.problem.id !== problemId) return;
        if (shown?.problem.id === problemId && detail.problem.revision < shown.problem.revision) return;
        set({ detail, failure: undefined });
      },
      refresh: () => {
        wanted = get().problemId;
        void pump();
      },
    };
  });
  onEnd(
    client.onNotice((notice) => {
      const { problemId, detail, refresh } = store.getState();
      if (problemId === null) return;
      if (notice.name === 'problems.changed' && notice.ids.includes(problemId)) refresh();
      if (notice.name === 'tickets.changed') {
        const isLinked = detail?.tickets.some(({ id }) => notice.all || notice.ids.includes(id)) ?? false;
        if (isLinked) refresh();
      }
    }),
  );
  return store;
};
