import { useEffect, useMemo, useState } from 'react';
import type { Marks } from '#renderer/ui/marked.tsx';
import type { hitFinder, HitWord } from '#shared/search/hits.ts';

const nothing: Marks = { row: undefined, body: undefined };

/** What finds these words on the screen; the same object until the words change. Fetched with the first search: a list stands without it. */
export const useMarks = (words: readonly HitWord[] | undefined): Marks => {
  const [hits, setHits] = useState<{ readonly finder: typeof hitFinder }>();
  const isWanted = words !== undefined && words.length > 0;
  useEffect(() => {
    if (!isWanted || hits) return undefined;
    let isCurrent = true;
    void import('./search-extras.ts').then(
      (module) => {
        if (isCurrent) setHits({ finder: module.hitFinder });
      },
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [isWanted, hits]);
  return useMemo(
    () => (isWanted && hits ? { row: hits.finder(words, 'row'), body: hits.finder(words, 'body') } : nothing),
    [isWanted, hits, words],
  );
};
