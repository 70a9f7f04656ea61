import { useCallback, useEffect, useRef, useState } from 'react';
import { useClient } from '#renderer/api/session.tsx';
import type { Failure } from '#shared/base/result.ts';
import type { ArticleDetail } from '#shared/knowledge/operations.ts';

interface TwoArticles {
  /** Undefined until both are there. */
  readonly pair: readonly [ArticleDetail, ArticleDetail] | undefined;
  readonly failure: Failure | undefined;
  readonly retry: () => void;
}

/** Two articles, read anew whenever articles change. */
export const useTwoArticles = (leftId: string, rightId: string): TwoArticles => {
  const client = useClient();
  const [state, setState] = useState<Omit<TwoArticles, 'retry'>>({ pair: undefined, failure: undefined });
  const turn = useRef(0);
  const load = useCallback(async () => {
    const mine = ++turn.current;
    const [left, right] = await Promise.all(
      [leftId, rightId].map((articleId) => client.call('knowledge.get', { articleId })),
    );
    if (mine !== turn.current || !left || !right) return;
    if (!left.ok) setState({ pair: undefined, failure: left.failure });
    else if (!right.ok) setState({ pair: undefined, failure: right.failure });
    else setState({ pair: [left.value, right.value], failure: undefined });
  }, [client, leftId, rightId]);
  useEffect(() => {
    void load();
    return client.onNotice((notice) => {
      if (notice.name === 'articles.changed') void load();
    });
  }, [client, load]);
  return { ...state, retry: () => void load() };
};
