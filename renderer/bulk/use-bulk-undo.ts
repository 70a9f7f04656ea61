import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useSessionStore } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import { bulkStore } from './bulk-store.ts';

/** Tickets that a message names. */
const NAMED = 3;

/** Undoes a bulk edit and says what was put back and what stays; what it did not reach can be undone further. */
export const useBulkUndo = (): ((bulkId: string) => void) => {
  const { t } = useTranslation('bulk');
  const store = useSessionStore(bulkStore);
  const failureText = useFailureText();
  const format = useFormat();
  return useCallback(
    (bulkId) => {
      const undo = async () => {
        const reply = await store.getState().undo(bulkId);
        if (!reply) return;
        if (!reply.ok) {
          announce({ tone: 'refused', text: failureText(reply.failure) });
          return;
        }
        const { restored, kept, notReached, left } = reply.value;
        const said: string[] = [restored > 0 ? t('restored', { count: restored }) : t('restoredNone')];
        if (kept > 0) {
          const names = left.slice(0, NAMED).map(({ number }) => shortNumber(number));
          const numbers = format.series(kept > NAMED ? [...names, '…'] : names);
          said.push(t('kept', { count: kept, numbers }));
        }
        if (notReached > 0) said.push(t('notReached', { count: notReached }));
        announce({
          tone: kept + notReached > 0 ? 'refused' : 'done',
          text: format.series(said),
          ...(notReached > 0 && { action: { label: t('undoRest'), run: () => void undo() } }),
        });
      };
      void undo();
    },
    [store, t, failureText, format],
  );
};
