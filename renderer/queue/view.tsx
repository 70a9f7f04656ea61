import { lazy, Suspense, useEffect, useRef, useState, type RefObject } from 'react';
import { Button } from '@mantine/core';
import { IconLayoutRows, IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { useKeysWait } from '#renderer/ui/held-keys.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import type { SavedView } from '#shared/queue/operations.ts';
import { FilterBar, SEARCH_NEWS_ID, type FilterMenu } from './filter-bar.tsx';
import {
  builtInFilters,
  builtInOrder,
  filterInView,
  isBuiltIn,
  isGrouped,
  priorityOrder,
  queryKey,
  usualOrder,
} from './filters.ts';
import { QueueGrid } from './grid.tsx';
import { Nothing } from './nothing.tsx';
import { SelectedActions } from './selected-actions.tsx';
import type { QueueStore } from './store.ts';
import { useQueueCommands } from './use-queue-commands.ts';
import type { ViewsStore } from './views-store.ts';
import classes from './view.module.css';

const ViewMenu = lazy(async () => ({ default: (await import('./view-menu.tsx')).ViewMenu }));
const SearchStrip = lazy(async () => ({
  default: (await import('#renderer/search/search-extras.ts')).SearchStrip,
}));

interface QueueViewProps {
  readonly store: QueueStore;
  readonly views: ViewsStore;
  /** From the route: a built-in view or the id of a saved one. */
  readonly viewId: string;
  readonly openId: string | null;
  readonly grid: RefObject<HTMLDivElement | null>;
  /** What the list stands without is here, with all that it opens. */
  readonly isWhole: boolean;
  readonly onOpen: (ticketId: string) => void;
  /** The person moved the focus to another row. */
  readonly onMoved: () => void;
  readonly onNew: (() => void) | undefined;
  readonly onView: (viewId: string) => void;
}

const queryOf = (viewId: string, saved: SavedView | undefined) => {
  if (isBuiltIn(viewId)) return { filter: builtInFilters[viewId], order: builtInOrder(viewId) };
  // `#/queue/view/importBatch:…`: what one import made.
  if (viewId.startsWith('importBatch:'))
    return { filter: { ...builtInFilters.all, importBatch: viewId }, order: usualOrder };
  const linked = filterInView(viewId);
  if (linked) return { filter: linked, order: usualOrder };
  return saved && { filter: saved.filter, order: saved.order };
};

/** Chosen in the navigation, a view is there to be worked in: its keys act on the row that is marked. */
const takeFocus = (grid: HTMLElement | null): void => {
  const at = document.activeElement;
  if (at === document.body || at?.matches('main, nav *')) grid?.focus({ preventScroll: true });
};

/** The list of tickets with its views, filters and search; what is open beside it is the desk's business. */
export const QueueView = ({
  store,
  views,
  viewId,
  openId,
  grid,
  isWhole,
  onOpen,
  onMoved,
  onNew,
  onView,
}: QueueViewProps) => {
  const { t } = useTranslation('queue');
  const format = useFormat();
  const searchField = useRef<HTMLInputElement>(null);
  const [menu, setMenu] = useState<FilterMenu>(null);
  const filter = useStore(store, (state) => state.filter);
  const order = useStore(store, (state) => state.order);
  const window = useStore(store, (state) => state.window);
  const failure = useStore(store, (state) => state.failure);
  const checked = useStore(store, (state) => state.checked.size);
  const saved = useStore(views, (state) => state.views.find((view) => view.id === viewId));
  const query = queryOf(viewId, saved);
  const isAsViewed = query === undefined || queryKey(query.filter, query.order) === queryKey(filter, order);

  useEffect(() => {
    takeFocus(grid.current);
  }, [grid]);

  useEffect(() => {
    const wanted = queryOf(viewId, saved);
    if (!wanted || store.getState().viewId === viewId) return;
    store.getState().show(viewId, wanted.filter, wanted.order);
    takeFocus(grid.current);
  }, [store, viewId, saved, grid]);

  /** Out of the search field: an open panel shows what the keys mean from here on. */
  const toList = () => {
    grid.current?.focus();
    void store.getState().settled().then(onMoved);
  };
  const shownKey = window?.key === queryKey(filter, order);
  useKeysWait(!shownKey && !failure);
  useQueueCommands({
    store,
    searchField,
    onFilter: () => setMenu('fields'),
    onOpen,
    onMoved: () => {
      // The row that moves is seen, and Enter means it, wherever the focus was.
      grid.current?.focus({ preventScroll: true });
      onMoved();
    },
    onNew,
  });

  const title = isBuiltIn(viewId)
    ? viewId === 'open'
      ? t('queue')
      : t(`view.${viewId}`)
    : (saved?.name ?? t('queue'));
  return (
    <>
      <ViewHead title={title} count={window && format.number(window.total)}>
        <Button
          variant="subtle"
          color="gray"
          className={classes['grouping']}
          aria-pressed={isGrouped(order)}
          leftSection={<IconLayoutRows size={16} stroke={1.6} aria-hidden />}
          rightSection={<KeyHint keys="v" />}
          onClick={() => store.getState().setOrder(isGrouped(order) ? priorityOrder : usualOrder)}
        >
          {isGrouped(order) ? t('grouped') : t('groupByDue')}
        </Button>
        {isWhole && (
          <Suspense>
            <ViewMenu
              views={views}
              saved={saved}
              filter={filter}
              order={order}
              isChanged={!isAsViewed}
              onSaved={(view) => onView(view.id)}
              onRemoved={() => onView('open')}
            />
          </Suspense>
        )}
        {onNew && (
          <Button
            leftSection={<IconPlus size={16} stroke={1.6} aria-hidden />}
            rightSection={<KeyHint keys="c" />}
            onClick={onNew}
          >
            {t('newTicket')}
          </Button>
        )}
      </ViewHead>
      <div className={classes['bar']}>
        <FilterBar
          store={store}
          views={views}
          searchField={searchField}
          menu={menu}
          onMenu={setMenu}
          onDone={toList}
          onReset={isAsViewed || !query ? undefined : () => store.getState().show(viewId, query.filter, query.order)}
        />
        {checked > 0 && (
          <span className={classes['selection']}>
            <SelectedActions />
            <span className={classes['checked']}>
              {t('selected', { count: checked })}
              <button type="button" aria-label={t('clearSelection')} onClick={() => store.getState().uncheck()}>
                <IconX size={14} stroke={1.6} aria-hidden />
              </button>
            </span>
          </span>
        )}
      </div>
      {failure && <FailureBanner wide failure={failure} onRetry={() => store.getState().refresh()} />}
      <div className={classes['list']} data-total={window?.total} data-settled={shownKey || undefined}>
        <QueueGrid ref={grid} store={store} openId={openId} onOpen={onOpen} onMoved={onMoved} />
        {!window && !failure && (
          <div className={classes['overlay']}>
            <SkeletonRows rows={16} />
          </div>
        )}
        {window?.total === 0 && (
          <div className={classes['overlay']}>
            <Nothing store={store} views={views} isAsViewed={isAsViewed} onNew={onNew} />
          </div>
        )}
      </div>
      {filter.text !== '' && (
        <Suspense>
          <SearchStrip id={SEARCH_NEWS_ID} text={filter.text} news={shownKey ? (window?.search ?? null) : null} />
        </Suspense>
      )}
    </>
  );
};
