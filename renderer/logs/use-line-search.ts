import { useEffect, useState } from 'react';
import { useClient } from '#renderer/api/session.tsx';
import type { ShownFailure } from '#renderer/ui/failure-banner.tsx';
import type { Search } from '#shared/logs/filter.ts';
import type { ViewState } from '#shared/logs/notices.ts';

/** A pattern is counted once nobody has typed for so long, and again so long after lines came. */
const SETTLED_MS = 250;
const COUNT_AGAIN_MS = 1_000;

const newJob = (): string => crypto.randomUUID();

interface LineSearch {
  /** Lines with a hit; undefined while that is not known. */
  readonly count: number | undefined;
  readonly failure: ShownFailure | undefined;
  /** Share of the view that a search has read, 0 … 1; undefined while none goes on. */
  readonly progress: number | undefined;
  /** The next hit from a rank on, round the end; null where there is none, undefined where it was stopped or refused. */
  readonly find: (
    from: number,
    backwards: boolean,
  ) => Promise<{ readonly rank: number; readonly isRound: boolean } | null | undefined>;
  readonly stop: () => void;
}

/** How often the pattern is found in the view, and where next. A search that goes on ends when the pattern changes. */
export const useLineSearch = (viewId: string, state: ViewState | undefined, search: Search | null): LineSearch => {
  const client = useClient();
  const [count, setCount] = useState<number>();
  const [failure, setFailure] = useState<ShownFailure>();
  const [running, setRunning] = useState<{ readonly jobId: string; readonly share: number }>();
  const pattern = JSON.stringify(search);
  const isOpen = state !== undefined;
  const total = state?.total ?? 0;
  const [counted, setCounted] = useState<{ readonly pattern: string; readonly total: number }>();
  const isNewPattern = counted?.pattern !== pattern;

  useEffect(() => {
    const wanted = JSON.parse(pattern) as Search | null;
    if (wanted === null || !isOpen) {
      setCount(undefined);
      setFailure(undefined);
      setCounted(undefined);
      return undefined;
    }
    if (!isNewPattern && counted?.total === total) return undefined;
    const jobId = newJob();
    let isWanted = true;
    let isAsked = false;
    const timer = window.setTimeout(
      () => {
        isAsked = true;
        void client.call('logs.count', { viewId, search: wanted, jobId }).then((answer) => {
          isAsked = false;
          if (!isWanted) return;
          setCounted({ pattern, total });
          setCount(answer.ok ? answer.value.count : undefined);
          setFailure(answer.ok || answer.failure.code === 'request.cancelled' ? undefined : answer.failure);
        });
      },
      isNewPattern ? SETTLED_MS : COUNT_AGAIN_MS,
    );
    return () => {
      isWanted = false;
      window.clearTimeout(timer);
      if (isAsked) void client.call('logs.cancel', { jobId });
    };
    // oxlint-disable-next-line react/exhaustive-deps -- `counted` is what this writes down itself
  }, [client, viewId, pattern, isOpen, total]);

  useEffect(
    () =>
      client.onNotice((notice) => {
        if (notice.name !== 'logs.progress') return;
        const { jobId, done, total: all } = notice;
        setRunning((before) => (before?.jobId === jobId ? { jobId, share: all === 0 ? 0 : done / all } : before));
      }),
    [client],
  );

  const findFrom = async (wanted: Search, from: number, backwards: boolean) => {
    const jobId = newJob();
    setRunning({ jobId, share: 0 });
    const answer = await client.call('logs.find', { viewId, search: wanted, from, backwards, jobId });
    setRunning((before) => (before?.jobId === jobId ? undefined : before));
    if (!answer.ok && answer.failure.code !== 'request.cancelled') setFailure(answer.failure);
    return answer.ok ? answer.value.rank : undefined;
  };
  return {
    count,
    failure,
    progress: running?.share,
    find: async (from, backwards) => {
      if (search === null || total === 0) return null;
      const end = backwards ? total - 1 : 0;
      const isBeyond = from < 0 || from >= total;
      const rank = isBeyond ? null : await findFrom(search, from, backwards);
      if (rank === undefined) return undefined;
      if (rank !== null) return { rank, isRound: false };
      const other = await findFrom(search, end, backwards);
      return other === undefined ? undefined : other === null ? null : { rank: other, isRound: true };
    },
    stop: () => {
      if (running) void client.call('logs.cancel', { jobId: running.jobId });
    },
  };
};
