import { useEffect, useState } from 'react';
import { useClient } from '#renderer/api/session.tsx';
import type { ArticleDetail } from '#shared/knowledge/operations.ts';

/** Another article, read anew whenever articles change; undefined while it is not there, or not wanted. */
export const useOtherArticle = (articleId: string | null): ArticleDetail | undefined => {
  const client = useClient();
  const [detail, setDetail] = useState<ArticleDetail>();
  useEffect(() => {
    if (articleId === null) return undefined;
    let isWanted = true;
    const load = () =>
      void client.call('knowledge.get', { articleId }).then((found) => {
        if (isWanted && found.ok) setDetail(found.value);
      });
    load();
    const stop = client.onNotice((notice) => {
      if (notice.name === 'articles.changed') load();
    });
    return () => {
      isWanted = false;
      stop();
    };
  }, [client, articleId]);
  return detail?.article.id === articleId ? detail : undefined;
};
