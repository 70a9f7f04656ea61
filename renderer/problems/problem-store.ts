import { createOpenRecordStore, type OpenRecordStore } from '#renderer/api/open-record-store.ts';
import type { SessionFactory } from '#renderer/api/session.tsx';
import type { ProblemDetail } from '#shared/problems/operations.ts';

/** The problem open in the panel; asked for again whenever it or a ticket linked to it changes on disk. */
export const problemStore: SessionFactory<OpenRecordStore<ProblemDetail>> = (client, onEnd) => {
  const store = createOpenRecordStore<ProblemDetail>({
    fetch: (problemId) => client.call('problems.get', { problemId }),
    versionOf: ({ problem }) => problem,
  });
  onEnd(
    client.onNotice((notice) => {
      const { openId, detail, refresh } = store.getState();
      if (openId === null) return;
      if (notice.name === 'problems.changed' && notice.ids.includes(openId)) refresh();
      if (notice.name === 'tickets.changed') {
        const isLinked = detail?.tickets.some(({ id }) => notice.all || notice.ids.includes(id)) ?? false;
        if (isLinked) refresh();
      }
    }),
  );
  return store;
};
