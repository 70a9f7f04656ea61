import { useEffect } from 'react';
import { useAllowed, useClient } from '#renderer/api/session.tsx';
import type { ArticleDetail } from '#shared/knowledge/operations.ts';

/** Somebody who passes through a list has not read what flew by. */
const DWELL_MS = 2_000;

/** Counts that an article was opened, once it has been in sight for a moment. */
export const useOpened = ({ article }: ArticleDetail): void => {
  const client = useClient();
  const maySay = useAllowed('knowledge.write');
  const isCounted = maySay && article.published !== null;
  const { id: articleId } = article;
  useEffect(() => {
    if (!isCounted) return undefined;
    const timer = window.setTimeout(() => {
      if (document.visibilityState === 'visible')
        void client.call('knowledge.use', { articleId, kind: 'opened', ticketId: null, note: '' });
    }, DWELL_MS);
    return () => window.clearTimeout(timer);
  }, [client, articleId, isCounted]);
};
