import { useEffect, useState } from 'react';
import { useClient, useSessionStore } from '#renderer/api/session.tsx';
import type { ShowSnippet } from '#renderer/queue/row-snippet.tsx';
import { queueStore } from '#renderer/queue/store.ts';

/** Shows, in the rows of the queue, where else on a ticket the words of the search stand; undefined while nothing is searched for. */
export const useListSnippets = (isSearching: boolean): ShowSnippet | undefined => {
  const client = useClient();
  const queue = useSessionStore(queueStore);
  const [made, setMade] = useState<{ readonly show: ShowSnippet }>();
  useEffect(() => {
    if (!isSearching) return undefined;
    let stop: (() => void) | undefined;
    let isOver = false;
    void import('#renderer/search/search-extras.ts').then(
      ({ createListSnippets }) => {
        if (isOver) return;
        const { show, connect } = createListSnippets(client, {
          searched: () => {
            const { window } = queue.getState();
            return window?.search && window.search.words.length > 0 ? `${window.version} ${window.key}` : '';
          },
          text: () => queue.getState().filter.text,
          subscribe: (listener) => queue.subscribe(listener),
        });
        stop = connect();
        setMade({ show });
      },
      // The host is away for the moment; the connection banner says so.
      () => undefined,
    );
    return () => {
      isOver = true;
      stop?.();
    };
  }, [client, queue, isSearching]);
  return isSearching ? made?.show : undefined;
};
