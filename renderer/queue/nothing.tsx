import { lazy, Suspense } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useAllowed } from '#renderer/api/session.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { hrefOf } from '#renderer/ui/route.ts';
import { isBuiltIn } from './filters.ts';
import type { QueueStore } from './store.ts';
import type { ViewsStore } from './views-store.ts';

interface NothingProps {
  readonly store: QueueStore;
  readonly views: ViewsStore;
  /** Filter and order are those of the view: the list is empty by itself, not because of what was typed. */
  readonly isAsViewed: boolean;
  readonly onNew: (() => void) | undefined;
}

const NoHits = lazy(async () => ({ default: (await import('./no-hits.tsx')).NoHits }));

/** What stands in place of rows: why there are none, what is true instead, and the next step. */
export const Nothing = ({ store, views, isAsViewed, onNew }: NothingProps) => {
  const filter = useStore(store, (state) => state.filter);
  const viewId = useStore(store, (state) => state.viewId);
  const held = useStore(store, (state) => state.window?.held ?? 0);
  if (held === 0 || (isAsViewed && isBuiltIn(viewId) && filter.text === ''))
    return <EmptyView viewId={held === 0 ? 'all' : viewId} views={views} onNew={onNew} />;
  return (
    <Suspense>
      <NoHits store={store} filter={filter} held={held} />
    </Suspense>
  );
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
