import { useEffect, useRef, useState } from 'react';
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
  const ask = useRef<() => void>(() => undefined);
  useEffect(() => {
    let isWanted = true;
    const read = async () => {
      const [left, right] = await Promise.all(
        [leftId, rightId].map((articleId) => client.call('knowledge.get', { articleId })),
      );
      if (!isWanted || !left || !right) return;
      if (!left.ok) setState({ pair: undefined, failure: left.failure });
      else if (!right.ok) setState({ pair: undefined, failure: right.failure });
      else setState({ pair: [left.value, right.value], failure: undefined });
    };
    ask.current = () => void read();
    ask.current();
    const stop = client.onNotice((notice) => {
      if (notice.name === 'articles.changed') void read();
    });
    return () => {
      isWanted = false;
      stop();
    };
  }, [client, leftId, rightId]);
  return { ...state, retry: () => ask.current() };
};
