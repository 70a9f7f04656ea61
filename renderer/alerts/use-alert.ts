import { useEffect, useState } from 'react';
import { useClient } from '#renderer/api/session.tsx';
import type { Failure } from '#shared/base/result.ts';
import type { AlertDetail } from '#shared/alerts/operations.ts';

/** One alert with its lines, asked for again with every change. */
export const useAlert = (
  alertId: string,
): { readonly alert: AlertDetail | undefined; readonly failure: Failure | undefined } => {
  const client = useClient();
  const [alert, setAlert] = useState<AlertDetail>();
  const [failure, setFailure] = useState<Failure>();
  useEffect(() => {
    let isWanted = true;
    const read = async () => {
      const answer = await client.call('alerts.get', { alertId });
      if (!isWanted) return;
      setFailure(answer.ok ? undefined : answer.failure);
      setAlert(answer.ok ? answer.value : undefined);
    };
    void read();
    const stop = client.onNotice(({ name }) => {
      if (name === 'alerts.changed' || name === 'tickets.changed') void read();
    });
    return () => {
      isWanted = false;
      stop();
    };
  }, [client, alertId]);
  return { alert: alert?.id === alertId ? alert : undefined, failure };
};
