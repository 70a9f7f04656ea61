import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import { MAX_MOVED } from '#shared/alerts/limits.ts';
import type { AlertRow } from '#shared/alerts/operations.ts';

/** Moves the alerts that are shown, as they were seen, and says how many. */
export const useMoveAll = (): ((alerts: readonly AlertRow[], state: 'acknowledged' | 'closed') => Promise<void>) => {
  const { t } = useTranslation('alerts');
  const client = useClient();
  const failureText = useFailureText();
  return async (alerts, state) => {
    let [moved, left] = [0, 0];
    for (let from = 0; from < alerts.length; from += MAX_MOVED) {
      const part = alerts.slice(from, from + MAX_MOVED).map(({ id, revision }) => ({ alertId: id, seen: revision }));
      const done = await client.call('alerts.moveAll', { alerts: part, to: { state } });
      if (!done.ok) {
        announce({ tone: 'refused', text: failureText(done.failure) });
        return;
      }
      moved += done.value.moved;
      left += done.value.left;
    }
    const text = t(state === 'closed' ? 'closedAll' : 'acknowledgedAll', { count: moved });
    announce({ tone: 'done', text: left === 0 ? text : `${text} ${t('leftAll', { count: left })}` });
  };
};
