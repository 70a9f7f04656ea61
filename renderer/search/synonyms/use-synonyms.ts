import { useCallback, useEffect, useState } from 'react';
import { useClient } from '#renderer/api/session.tsx';
import type { Failure, Result } from '#shared/base/result.ts';
import type { SynonymList } from '#shared/search/operations.ts';

export interface Synonyms {
  /** Undefined until the first answer. */
  readonly list: SynonymList | undefined;
  /** Why they cannot be read. */
  readonly failure: Failure | undefined;
  readonly load: () => void;
  /** Each answers why it was refused, undefined if it was done. */
  readonly save: (id: string | null, seen: number, words: readonly string[]) => Promise<Failure | undefined>;
  readonly remove: (id: string, seen: number) => Promise<Failure | undefined>;
  /** Null: all groups. */
  readonly reset: (id: string | null) => Promise<Failure | undefined>;
}

/** The groups of words of one meaning, as this desk has them, and what may be done to them. */
export const useSynonyms = (): Synonyms => {
  const client = useClient();
  const [list, setList] = useState<SynonymList>();
  const [failure, setFailure] = useState<Failure>();
  const ask = useCallback(() => client.call('search.synonyms', {}), [client]);
  const show = useCallback((reply: Result<SynonymList>) => {
    if (reply.ok) setList(reply.value);
    setFailure(reply.ok ? undefined : reply.failure);
  }, []);
  useEffect(() => {
    let isWanted = true;
    void ask().then((reply) => {
      if (isWanted) show(reply);
    });
    return () => {
      isWanted = false;
    };
  }, [ask, show]);
  const load = (): void => void ask().then(show);
  const take = (reply: Result<SynonymList>): Failure | undefined => {
    if (!reply.ok) {
      // What somebody else changed is shown, so that the next try is about that.
      if (reply.failure.code === 'record.stale') load();
      return reply.failure;
    }
    setList(reply.value);
    return undefined;
  };
  return {
    list,
    failure,
    load,
    save: async (id, seen, words) => take(await client.call('search.setSynonyms', { id, seen, words: [...words] })),
    remove: async (id, seen) => take(await client.call('search.removeSynonyms', { id, seen })),
    reset: async (id) => take(await client.call('search.resetSynonyms', { id })),
  };
};
