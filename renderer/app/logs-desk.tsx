import { useMemo } from 'react';
import { useQuery } from '#renderer/api/use-query.ts';
import { StandingAlert } from '#renderer/alerts/standing-alert.tsx';
import type { LineAlert } from '#renderer/logs/line-alerts.ts';
import { LogsView } from '#renderer/logs/logs-view.tsx';
import type { Notice } from '#shared/contract/notice.ts';

const concerns = ({ name }: Notice): boolean => name === 'alerts.changed' || name === 'tickets.changed';

/** Logs with what alerts know of their lines. */
export const LogsDesk = () => {
  const { value } = useQuery('alerts.list', {}, concerns);
  const alerts = useMemo(
    () =>
      (value ?? [])
        .filter(({ state }) => state !== 'closed')
        .map(({ id, severity, sourceId, raisedBy, keptLines, state }): LineAlert => ({
          id,
          severity,
          sourceId,
          ...raisedBy,
          keptLines,
          isStanding: state !== 'muted',
        })),
    [value],
  );
  return <LogsView alerts={alerts} Alert={StandingAlert} />;
};
