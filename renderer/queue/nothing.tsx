import { useEffect, useState } from 'react';
import { Button } from '@mantine/core';
import { IconCornerDownRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useAllowed, useClient } from '#renderer/api/session.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { hrefOf } from '#renderer/ui/route.ts';
import type { QueueFilter } from '#shared/queue/operations.ts';
import { emptyFilter } from '#shared/queue/filter.ts';
import { activeFields, isBuiltIn, isOpenStates, queryKey, usualOrder } from './filters.ts';
import type { QueueStore } from './store.ts';
import type { ViewsStore } from './views-store.ts';
import classes from './view.module.css';

interface NothingProps {
  readonly store: QueueStore;
  readonly views: ViewsStore;
  /** Filter and order are those of the view: the list is empty by itself, not because of what was typed. */
  readonly isAsViewed: boolean;
  readonly onNew: (() => void) | undefined;
}

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

/** What stands in place of rows: why there are none, what is true instead, and the next step. */
export const Nothing = ({ store, views, isAsViewed, onNew }: NothingProps) => {
  const filter = useStore(store, (state) => state.filter);
  const viewId = useStore(store, (state) => state.viewId);
  const held = useStore(store, (state) => state.window?.held ?? 0);
  if (held === 0 || (isAsViewed && isBuiltIn(viewId) && filter.text === ''))
    return <EmptyView viewId={held === 0 ? 'all' : viewId} views={views} onNew={onNew} />;
  return <NoHits store={store} filter={filter} held={held} />;
};

const EmptyView = ({
  viewId,
  views,
  onNew,
}: {
  readonly viewId: string;
  readonly views: ViewsStore;
  readonly onNew: (() => void) | undefined;
}) => {
  const { t } = useTranslation('queue');
  const unassigned = useStore(views, (state) => state.counts?.unassigned ?? 0);
  const mayImport = useAllowed('imports.run');
  const create = onNew && (
    <Button onClick={onNew} rightSection={<KeyHint keys="c" />}>
      {t('newTicket')}
    </Button>
  );
  switch (viewId) {
    case 'mine':
      return (
        <Empty
          mark="done"
          title={t('empty.mine')}
          actions={
            unassigned > 0 && (
              <Button component="a" href={hrefOf('queue', 'view', 'unassigned')}>
                {t('showUnassigned')}
              </Button>
            )
          }
        >
          {unassigned > 0 ? t('empty.mineText', { count: unassigned }) : t('empty.mineNone')}
        </Empty>
      );
    case 'unassigned':
      return (
        <Empty mark="done" title={t('empty.unassigned')}>
          {t('empty.unassignedText')}
        </Empty>
      );
    case 'feedback':
      return (
        <Empty mark="done" title={t('empty.feedback')}>
          {t('empty.feedbackText')}
        </Empty>
      );
    case 'open':
      return (
        <Empty mark="done" title={t('empty.open')} actions={create}>
          {t('empty.openText')}
        </Empty>
      );
    default:
      return (
        <Empty
          mark="blank"
          title={t('empty.all')}
          actions={
            <>
              {create}
              {mayImport && (
                <Button component="a" href={hrefOf('import')}>
                  {t('importList')}
                </Button>
              )}
            </>
          }
        >
          {mayImport ? t('empty.allText') : t('empty.allNew')}
        </Empty>
      );
  }
};

const NoHits = ({
  store,
  filter,
  held,
}: {
  readonly store: QueueStore;
  readonly filter: QueueFilter;
  readonly held: number;
}) => {
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
