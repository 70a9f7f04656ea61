import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient, useSessionStore } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import { bulkStore } from './bulk-store.ts';

/** Tickets that a message names. */
const NAMED = 3;

/** Undoes a bulk edit and says what was put back and what stays. */
export const useBulkUndo = (): ((bulkId: string) => void) => {
  const { t } = useTranslation('bulk');
  const client = useClient();
  const store = useSessionStore(bulkStore);
  const failureText = useFailureText();
  const format = useFormat();
  return useCallback(
    (bulkId) => {
      void client.call('bulk.undo', { bulkId }).then((reply) => {
        void store.getState().readLast();
        if (!reply.ok) {
          announce({ tone: 'refused', text: failureText(reply.failure) });
          return;
        }
        const { restored, kept, left } = reply.value;
        const said = restored > 0 ? t('restored', { count: restored }) : t('restoredNone');
        if (kept === 0) {
          announce({ tone: 'done', text: said });
          return;
        }
        const names = left.slice(0, NAMED).map(({ number }) => shortNumber(number));
        const numbers = format.series(kept > NAMED ? [...names, '…'] : names);
        announce({ tone: 'refused', text: format.series([said, t('kept', { count: kept, numbers })]) });
      });
    },
    [client, store, t, failureText, format],
  );
};
