import { createOpenRecordStore, type OpenRecordStore } from '#renderer/api/open-record-store.ts';
import type { SessionFactory } from '#renderer/api/session.tsx';
import type { ArticleDetail } from '#shared/knowledge/operations.ts';

/** The article in the reader; asked for again whenever an article or what was said of one changes on disk. */
export const articleStore: SessionFactory<OpenRecordStore<ArticleDetail>> = (client, onEnd) => {
  const store = createOpenRecordStore<ArticleDetail>({
    fetch: (articleId) => client.call('knowledge.get', { articleId }),
    versionOf: ({ article }) => article,
  });
  onEnd(
    client.onNotice((notice) => {
      if (notice.name === 'articles.changed' && store.getState().openId !== null) store.getState().refresh();
    }),
  );
  onEnd(
    client.onStatus((status) => {
      if (status === 'connected' && store.getState().failure) store.getState().refresh();
    }),
  );
  return store;
};
