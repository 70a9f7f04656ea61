import { useCallback, useEffect, useState } from 'react';
import { useClient } from '#renderer/api/session.tsx';
import type { Failure, Result } from '#shared/base/result.ts';
import type { TreeDetail } from '#shared/diagnosis/operations.ts';

interface TreeUse {
  readonly detail: TreeDetail | undefined;
  readonly failure: Failure | undefined;
  readonly reload: () => Promise<TreeDetail | undefined>;
}

/** One tree as it holds on this desk; null asks for none. Read when opened and when asked: what somebody edits does not change under them. */
export const useTree = (id: string | null): TreeUse => {
  const client = useClient();
  const [detail, setDetail] = useState<TreeDetail>();
  const [failure, setFailure] = useState<Failure>();
  const take = useCallback((answer: Result<TreeDetail>): TreeDetail | undefined => {
    setFailure(answer.ok ? undefined : answer.failure);
    if (answer.ok) setDetail(answer.value);
    return answer.ok ? answer.value : undefined;
  }, []);
  const reload = useCallback(
    async () => (id === null ? undefined : take(await client.call('diagnosis.tree', { tree: id }))),
    [client, id, take],
  );
  useEffect(() => {
    if (id !== null) void client.call('diagnosis.tree', { tree: id }).then(take);
  }, [client, id, take]);
  return { detail, failure, reload };
};
