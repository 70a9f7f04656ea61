import { Button } from '@mantine/core';
import { IconSortDescending } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { usualOrder } from './filters.ts';
import type { QueueStore } from './store.ts';
import classes from './filter-bar.module.css';

/** Whether there are words to match: an order by how well has a meaning then. */
export const useHasWords = (store: QueueStore): boolean =>
  useStore(store, ({ window, filter }) => filter.text !== '' && (window?.search?.words.length ?? 0) > 0);

/** Orders the list by how well it matches, or by priority again. */
export const toggleBestMatch = (store: QueueStore): void => {
  const { order, setOrder } = store.getState();
  setOrder(order.by === 'match' ? usualOrder : { by: 'match', descending: true });
};

export const BestMatch = ({ store }: { readonly store: QueueStore }) => {
  const { t } = useTranslation('queue');
  const isOn = useStore(store, ({ order }) => order.by === 'match');
  const hasWords = useHasWords(store);
  if (!hasWords && !isOn) return null;
  return (
    <Button
      variant={isOn ? 'light' : 'subtle'}
      color={isOn ? 'accent' : 'gray'}
      size="xs"
      className={classes['add']}
      aria-pressed={isOn}
      leftSection={<IconSortDescending size={14} stroke={1.6} aria-hidden />}
      onClick={() => toggleBestMatch(store)}
    >
      {t('bestMatch')}
    </Button>
  );
};
