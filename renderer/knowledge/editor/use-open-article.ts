import { useEffect } from 'react';
import { useStore } from 'zustand';
import { useSessionStore } from '#renderer/api/session.tsx';
import type { Failure } from '#shared/base/result.ts';
import type { ArticleDetail } from '#shared/knowledge/operations.ts';
import { articleStore } from '../article-store.ts';

interface OpenArticle {
  /** Undefined until it is there; never that of another article. */
  readonly detail: ArticleDetail | undefined;
  readonly failure: Failure | undefined;
  readonly take: (detail: ArticleDetail) => void;
  /** Goes on with an article that has just been begun, without waiting for it. */
  readonly turnTo: (detail: ArticleDetail) => void;
  readonly refresh: () => void;
}

/** The article that a screen is about, kept up to date while it is shown. */
export const useOpenArticle = (articleId: string | null): OpenArticle => {
  const store = useSessionStore(articleStore);
  useEffect(() => store.getState().open(articleId), [store, articleId]);
  const detail = useStore(store, (state) => state.detail);
  const failure = useStore(store, (state) => state.failure);
  const { open, take, refresh } = store.getState();
  const turnTo = (begun: ArticleDetail) => {
    open(begun.article.id);
    take(begun);
  };
  return { detail: detail?.article.id === articleId ? detail : undefined, failure, take, turnTo, refresh };
};
