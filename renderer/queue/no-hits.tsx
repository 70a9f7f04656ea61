import { useEffect, useState } from 'react';
import { IconCornerDownRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { emptyFilter } from '#shared/queue/filter.ts';
import type { QueueFilter } from '#shared/queue/operations.ts';
import { activeFields, isOpenStates, queryKey, usualOrder } from './filters.ts';
import type { QueueStore } from './store.ts';
import classes from './view.module.css';

/** How many tickets the same words find with every other filter off; undefined until it is known. */
const useWithoutFilters = (filter: QueueFilter): number | undefined => {
  const client = useClient();
  const [found, setFound] = useState<{ readonly key: string; readonly total: number }>();
  const wider: QueueFilter = { ...emptyFilter, text: filter.text };
  const key = queryKey(wider, usualOrder);
  useEffect(() => {
    let current = true;
    void client
      .call('queue.page', { filter: { ...emptyFilter, text: filter.text }, order: usualOrder, from: 0, count: 0 })
      .then((page) => {
        if (current && page.ok) setFound({ key, total: page.value.total });
      });
    return () => {
      current = false;
    };
  }, [client, filter.text, key]);
  return found?.key === key ? found.total : undefined;
};

interface NoHitsProps {
  readonly store: QueueStore;
  readonly filter: QueueFilter;
  /** Tickets on this laptop. */
  readonly held: number;
}

/** What was looked for finds nothing: what finds more, by one click. */
export const NoHits = ({ store, filter, held }: NoHitsProps) => {
  const { t } = useTranslation('queue');
  const wider = useWithoutFilters(filter);
  const text = filter.text.trim();
  const onlyOpen = isOpenStates(filter.states) && activeFields(filter).length === 1;
  return (
    <div className={classes['nothing']} role="status">
      <h2>
        {text === ''
          ? t('noHitsFilter')
          : isOpenStates(filter.states)
            ? t('noHitsOpen', { text })
            : t('noHits', { text })}
      </h2>
      <ul>
        {wider !== undefined && wider > 0 && (
          <li>
            <IconCornerDownRight size={16} stroke={1.6} aria-hidden />
            <button type="button" onClick={() => store.getState().setFilter({ ...emptyFilter, text: filter.text })}>
              {onlyOpen ? t('closedDo', { count: wider }) : t('othersDo', { count: wider })}
            </button>
          </li>
        )}
        <li>
          <IconCornerDownRight size={16} stroke={1.6} aria-hidden />
          {t('onlyHere', { count: held })}
        </li>
      </ul>
    </div>
  );
};
