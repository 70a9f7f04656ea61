import { useEffect, useState } from 'react';
import { useClient } from '#renderer/api/session.tsx';
import type { Failure } from '#shared/base/result.ts';
import type { Article, ArticleContent } from '#shared/knowledge/article.ts';

/** A version by its number, or the one that is being written. */
export type VersionName = number | 'next';

interface FoundContent {
  readonly content: ArticleContent | undefined;
  readonly failure: Failure | undefined;
}

/** What a version says; undefined until it is here, and for none. What was published never changes, so it is read once. */
export const useVersionContent = (article: Article, version: VersionName | undefined): FoundContent => {
  const client = useClient();
  const [found, setFound] = useState<FoundContent & { readonly of: string }>();
  const { id } = article;
  useEffect(() => {
    if (typeof version !== 'number') return undefined;
    let isWanted = true;
    void client.call('knowledge.version', { articleId: id, version }).then((answer) => {
      if (!isWanted) return;
      setFound({
        of: `${id} ${version}`,
        content: answer.ok ? answer.value.content : undefined,
        failure: answer.ok ? undefined : answer.failure,
      });
    });
    return () => {
      isWanted = false;
    };
  }, [client, id, version]);
  if (version === 'next') return { content: article.next ?? undefined, failure: undefined };
  return version !== undefined && found?.of === `${id} ${version}` ? found : { content: undefined, failure: undefined };
};
