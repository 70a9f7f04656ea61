import { useEffect } from 'react';
import { IconArrowBackUp, IconListDetails } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useAllowed, useSessionStore } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { bulkStore, type BulkOffer } from './bulk-store.ts';
import { useBulkUndo } from './use-bulk-undo.ts';

/** Editing several tickets and undoing it, as commands. `offer` is read when one of them runs. */
export const useBulkCommands = (offer: () => BulkOffer, checked: number, total: number): void => {
  const { t } = useTranslation('bulk');
  const store = useSessionStore(bulkStore);
  const mayEdit = useAllowed('tickets.work');
  const last = useStore(store, (state) => state.last);
  const format = useFormat();
  const now = useNow();
  const undo = useBulkUndo();
  useEffect(() => {
    if (mayEdit) void store.getState().readLast();
  }, [store, mayEdit]);
  const undoLast = async () => {
    // Asked for before it was known.
    if (store.getState().last === undefined) await store.getState().readLast();
    const known = store.getState().last;
    if (known) undo(known.bulkId);
    else announce({ tone: 'refused', text: t('nothingToUndo') });
  };
  const noEdit = mayEdit ? undefined : t('cannotEdit');
  useCommands('bulk', [
    {
      id: 'ticket.bulkEdit',
      label: t('edit'),
      key: 'b',
      icon: IconListDetails,
      keywords: 'bulk mass many 批量',
      hint: checked > 0 ? undefined : t('whole', { count: total }),
      unavailable: noEdit ?? (checked + total === 0 ? t('noTickets') : undefined),
      run: () => store.getState().open(offer()),
    },
    {
      id: 'bulk.undo',
      label: t('undoLast'),
      icon: IconArrowBackUp,
      keywords: 'undo 撤销',
      hint: last ? t('undoHint', { count: last.tickets, at: format.moment(last.at, now) }) : undefined,
      unavailable: noEdit ?? (last === null ? t('nothingToUndo') : undefined),
      run: () => void undoLast(),
    },
  ]);
};
