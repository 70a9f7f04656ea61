import { useEffect, useRef, useState } from 'react';
import { useClient } from '#renderer/api/session.tsx';
import type { ReportRow } from '#shared/imports/operations.ts';
import type { ProblemCode, RowOutcome } from '#shared/imports/problem.ts';

export interface ReportFilter {
  readonly outcome: RowOutcome | null;
  readonly code: ProblemCode | null;
  readonly column: number | null;
}

const PAGE = 200;

/**
 * Rows of the last check, fetched page by page as they come into sight. `rowAt` is undefined for one that is not there
 * yet. Give the component a `key` of the filter: another filter is another list.
 */
export const useReportRows = (
  importId: string,
  filter: ReportFilter,
): {
  readonly total: number | undefined;
  readonly rowAt: (index: number) => ReportRow | undefined;
  readonly show: (from: number, to: number) => void;
} => {
  const client = useClient();
  const { outcome, code, column } = filter;
  const pages = useRef(new Map<number, readonly ReportRow[] | 'asked'>());
  const [total, setTotal] = useState<number>();
  const [, redraw] = useState(0);
  const asked = useRef<((page: number) => void) | undefined>(undefined);

  useEffect(() => {
    let isCurrent = true;
    const known = new Map<number, readonly ReportRow[] | 'asked'>();
    pages.current = known;
    const ask = async (page: number): Promise<void> => {
      if (known.has(page)) return;
      known.set(page, 'asked');
      const reply = await client.call('imports.report', {
        importId,
        outcome,
        code,
        column,
        from: page * PAGE,
        count: PAGE,
      });
      if (!isCurrent || !reply.ok) return;
      known.set(page, reply.value.rows);
      setTotal(reply.value.total);
      redraw((count) => count + 1);
    };
    asked.current = (page) => void ask(page);
    void ask(0);
    return () => {
      isCurrent = false;
    };
  }, [client, importId, outcome, code, column]);

  return {
    total,
    rowAt: (index) => {
      const page = pages.current.get(Math.floor(index / PAGE));
      return page === undefined || page === 'asked' ? undefined : page[index % PAGE];
    },
    show: (from, to) => {
      for (let page = Math.floor(from / PAGE); page <= Math.floor(to / PAGE); page++) asked.current?.(page);
    },
  };
};
