import type { RefObject } from 'react';
import { IconArrowsSort, IconFilter, IconLayoutRows, IconPlus, IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Command } from '#renderer/ui/commands.ts';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { toggleBestMatch, useHasWords } from './best-match.tsx';
import { sortableColumns } from './columns.tsx';
import { isGrouped, priorityOrder, usualOrder } from './filters.ts';
import type { QueueStore } from './store.ts';

interface QueueCommands {
  readonly store: QueueStore;
  readonly searchField: RefObject<HTMLInputElement | null>;
  readonly onFilter: () => void;
  readonly onOpen: (ticketId: string) => void;
  readonly onMoved: () => void;
  readonly onNew: (() => void) | undefined;
}

/** The keys of the list itself; what is done with a ticket is registered by the desk. */
export const useQueueCommands = ({ store, searchField, onFilter, onOpen, onMoved, onNew }: QueueCommands): void => {
  const { t } = useTranslation('queue');
  const isEmpty = useStore(store, (state) => !state.window || state.window.total === 0);
  const isDivided = useStore(store, ({ order }) => isGrouped(order));
  const hasWords = useHasWords(store);
  const group = t('thisQueue');
  const noRow = isEmpty ? t('noRow') : undefined;
  const move = (by: number, checking = false) => {
    store.getState().move(by, checking);
    onMoved();
  };
  const moving = (id: string, label: string, key: string, by: number, checking: boolean): Command => ({
    id: `queue.${id}`,
    label,
    key,
    group,
    keyOnly: true,
    unavailable: noRow,
    run: () => move(by, checking),
  });
  /** As a click on the head of the column: the other way round where it is sorted by that already. */
  const sort = (by: (typeof sortableColumns)[number]): Command => ({
    id: `queue.sort.${by}`,
    label: t('sortBy', { column: t(`column.${by}`) }),
    group,
    icon: IconArrowsSort,
    run: () => {
      const { order, setOrder } = store.getState();
      setOrder({ by, descending: order.by === by ? !order.descending : by === 'updatedAt' });
    },
  });
  const moveHint = { order: 1, label: t('keys.move') };

  useCommands('queue', [
    { ...moving('next', t('nextRow'), 'j', 1, false), status: moveHint },
    { ...moving('previous', t('previousRow'), 'k', -1, false), status: moveHint },
    moving('selectNext', t('selectNext'), 'shift+j', 1, true),
    moving('selectPrevious', t('selectPrevious'), 'shift+k', -1, true),
    {
      id: 'queue.open',
      label: t('openRow'),
      key: 'Enter',
      group,
      keyOnly: true,
      unavailable: noRow,
      status: { order: 2, label: t('keys.open') },
      run: () => {
        const { focusId } = store.getState();
        if (focusId !== null) onOpen(focusId);
      },
    },
    {
      id: 'queue.select',
      label: t('selectRow'),
      key: 'x',
      group,
      keyOnly: true,
      unavailable: noRow,
      status: { order: 3, label: t('keys.select') },
      run: () => store.getState().toggle(store.getState().focusIndex),
    },
    {
      id: 'queue.search',
      label: t('focusSearch'),
      key: '/',
      group,
      icon: IconSearch,
      status: { order: 8, label: t('keys.search') },
      run: () => {
        searchField.current?.focus();
        searchField.current?.select();
      },
    },
    {
      id: 'queue.filter',
      label: t('openFilter'),
      key: 'f',
      group,
      icon: IconFilter,
      status: { order: 9, label: t('keys.filter') },
      run: onFilter,
    },
    ...sortableColumns.map(sort),
    {
      id: 'queue.group',
      label: isDivided ? t('ungroup') : t('groupByDue'),
      key: 'v',
      group,
      icon: IconLayoutRows,
      run: () => store.getState().setOrder(isDivided ? priorityOrder : usualOrder),
    },
    {
      id: 'queue.sort.match',
      label: t('sortByMatch'),
      group,
      icon: IconArrowsSort,
      unavailable: hasWords ? undefined : t('noWords'),
      run: () => toggleBestMatch(store),
    },
    ...(onNew
      ? [
          {
            id: 'queue.new',
            label: t('newTicket'),
            key: 'c',
            group,
            icon: IconPlus,
            status: { order: 7, label: t('keys.new') },
            run: onNew,
          },
        ]
      : []),
  ]);
};
