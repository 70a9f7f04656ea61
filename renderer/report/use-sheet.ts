import { useCallback, useEffect, useRef, useState } from 'react';
import { useClient } from '#renderer/api/session.tsx';
import type { Failure } from '#shared/base/result.ts';
import type { ReportChoices } from '#shared/report/choices.ts';
import type { ReportSheet } from '#shared/report/operations.ts';

interface SheetUse {
  /** The newest there is; the one before stays until it is there. */
  readonly sheet: ReportSheet | undefined;
  /** False while the sheet is still that of what was asked before. */
  readonly isCurrent: boolean;
  readonly failure: Failure | undefined;
  /** Asks again: something was issued, or has changed. */
  readonly refresh: () => void;
}

/** The report as it would be issued with these choices, or an issued one; asked for again with every change of its ticket. */
export const useSheet = (ticketId: string, choices: ReportChoices, reportId: string | null): SheetUse => {
  const client = useClient();
  const [shown, setShown] = useState<Pick<SheetUse, 'sheet' | 'failure'> & { readonly of: string | undefined }>({
    sheet: undefined,
    failure: undefined,
    of: undefined,
  });
  const turn = useRef(0);
  const asked = JSON.stringify(choices);
  const wantedNow = reportId ?? asked;
  const refresh = useCallback(() => {
    const mine = ++turn.current;
    const wanted =
      reportId === null
        ? client.call('report.preview', { ticketId, choices: JSON.parse(asked) as ReportChoices })
        : client.call('report.get', { reportId });
    void wanted.then((answer) => {
      if (mine !== turn.current) return;
      setShown(({ sheet, of }) =>
        answer.ok ? { sheet: answer.value, failure: undefined, of: wantedNow } : { sheet, failure: answer.failure, of },
      );
    });
  }, [client, ticketId, asked, reportId, wantedNow]);
  useEffect(() => {
    refresh();
    const stop = client.onNotice((notice) => {
      if (notice.name === 'tickets.changed' && (notice.all || notice.ids.includes(ticketId))) refresh();
    });
    return stop;
  }, [client, ticketId, refresh]);
  const { sheet, failure, of } = shown;
  return { sheet, failure, isCurrent: of === wantedNow, refresh };
};
