import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useAllowed, useClient, useSessionStore } from '#renderer/api/session.tsx';
import { useDrafts, useDraftsReady } from '#renderer/drafts/use-draft.ts';
import { announce } from '#renderer/ui/announce.ts';
import { Empty } from '#renderer/ui/empty.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { focusList } from '#renderer/ui/focus-list.ts';
import { useKeysWait } from '#renderer/ui/held-keys.ts';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { navigate, replaceRoute, useRoute } from '#renderer/ui/route.ts';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { SplitPane } from '#renderer/ui/split-pane.tsx';
import { useFocusHome } from '#renderer/ui/use-focus-home.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import { everyAsset } from '#shared/assets/filter.ts';
import { AssetDialogs } from './asset-dialogs.tsx';
import { AssetFilterBar, type FilterMenu } from './asset-filter-bar.tsx';
import { isUsual } from './asset-filters.ts';
import { AssetForm } from './asset-form.tsx';
import { AssetGrid } from './asset-grid.tsx';
import { AssetPanel, type AssetSlot } from './asset-panel.tsx';
import { assetStore } from './asset-store.ts';
import { assetsPlace, newAssetKey } from './assets-route.ts';
import { assetsStore } from './assets-store.ts';
import { useAssetsCommands } from './use-assets-commands.ts';
import { useExport } from './use-export.ts';

const AssetImport = lazy(async () => ({ default: (await import('./import/asset-import.tsx')).AssetImport }));

/** The assets of the desk: the list with what is open beside it, or the import in its place. Where one is stands in the address. */
export const AssetsView = ({ AtAsset }: { readonly AtAsset: AssetSlot }) => {
  const place = assetsPlace(useRoute().rest);
  if (place.at === 'import')
    return (
      <Suspense>
        <AssetImport onClose={() => navigate('assets')} />
      </Suspense>
    );
  return <AssetsList place={place} AtAsset={AtAsset} />;
};

interface AssetsListProps {
  readonly place: Exclude<ReturnType<typeof assetsPlace>, { at: 'import' }>;
  readonly AtAsset: AssetSlot;
}

const AssetsList = ({ place, AtAsset }: AssetsListProps) => {
  const { t } = useTranslation('assets');
  const client = useClient();
  const format = useFormat();
  const store = useSessionStore(assetsStore);
  const open = useSessionStore(assetStore);
  const total = useStore(store, (state) => state.total);
  const filter = useStore(store, (state) => state.filter);
  const failure = useStore(store, (state) => state.failure);
  const focusId = useStore(store, (state) => state.focusId);
  const detail = useStore(open, (state) => state.detail);
  const canWork = useAllowed('assets.work');
  const draftsReady = useDraftsReady();
  const drafts = useDrafts();
  const exportRows = useExport();
  const grid = useRef<HTMLDivElement>(null);
  const searchField = useRef<HTMLInputElement>(null);
  const [menu, setMenu] = useState<FilterMenu>(null);
  useKeysWait(useStore(store, (state) => state.isSearching));
  useFocusHome(grid);
  const openId = place.at === 'asset' ? place.ciId : null;

  useEffect(() => store.getState().refresh(), [store]);
  useEffect(() => {
    if (openId === null) open.getState().open(null);
    else {
      open.getState().open(openId);
      if (store.getState().focusId !== openId) void store.getState().find(openId);
    }
  }, [store, open, openId]);
  useEffect(() => () => open.getState().open(null), [open]);
  const isThere = (total ?? 0) > 0;
  useEffect(() => {
    const at = document.activeElement;
    if (isThere && (at === document.body || at?.matches('main, nav *'))) grid.current?.focus({ preventScroll: true });
  }, [isThere]);

  const show = (ciId: string) => (openId === null ? navigate('assets', ciId) : replaceRoute('assets', ciId));
  const close = () => {
    navigate('assets');
    grid.current?.focus();
  };
  const edit = () => {
    if (openId !== null) navigate('assets', openId, 'edit');
  };
  const startNew = () => navigate('assets', newAssetKey(drafts.has));
  const follow = () => {
    const { focusId: now } = store.getState();
    if (openId !== null && now !== null) show(now);
  };
  /** What a scanner typed names one asset; what a person typed may name many, and leads to the list. */
  const enter = async (text: string) => {
    const scanned = text.trim() === '' ? undefined : await client.call('assets.scan', { text });
    const row = scanned?.ok === true ? scanned.value : null;
    if (row) {
      show(row.id);
      searchField.current?.select();
    } else if ((store.getState().total ?? 0) > 0) grid.current?.focus();
    else announce({ tone: 'refused', text: t('noHits') });
  };

  useAssetsCommands({
    isEmpty: !isThere,
    detail: detail?.item.id === openId ? detail : undefined,
    searchField,
    onMove: (by) => {
      store.getState().move(by);
      grid.current?.focus({ preventScroll: true });
      follow();
    },
    onOpen: () => {
      if (focusId !== null) show(focusId);
    },
    onNew: startNew,
    onEdit: edit,
    onFilter: () => setMenu('fields'),
    onImport: () => navigate('assets', 'import'),
    onExport: () => void exportRows(filter, store.getState().order),
    onClose: openId === null || (place.at === 'asset' && place.isEditing) ? undefined : close,
  });

  const isEditing = place.at === 'asset' && place.isEditing && canWork;
  const panel = (() => {
    if (place.at === 'new')
      return draftsReady ? (
        <AssetForm
          key={place.draft}
          before={undefined}
          draftKey={place.draft}
          onDone={({ item }) => {
            announce({ tone: 'done', text: t('created', { name: item.name }) });
            replaceRoute('assets', item.id);
          }}
          onClose={close}
        />
      ) : (
        <SkeletonRows rows={6} />
      );
    if (place.at === 'list') return undefined;
    if (!isEditing) return <AssetPanel ciId={place.ciId} onEdit={edit} onClose={close} AtAsset={AtAsset} />;
    return draftsReady && detail?.item.id === place.ciId ? (
      <AssetForm
        key={place.ciId}
        before={detail}
        draftKey={place.ciId}
        onDone={(saved) => {
          open.getState().take(saved);
          replaceRoute('assets', saved.item.id);
        }}
        onClose={() => replaceRoute('assets', place.ciId)}
      />
    ) : (
      <SkeletonRows rows={6} />
    );
  })();
  const newButton = canWork && (
    <Button
      leftSection={<IconPlus size={16} stroke={1.6} aria-hidden />}
      rightSection={<KeyHint keys="c" />}
      onClick={startNew}
    >
      {t('newAsset')}
    </Button>
  );
  const nothing = isUsual(filter) ? (
    <Empty mark="blank" title={t('empty')} actions={newButton}>
      {t('emptyText')}
    </Empty>
  ) : (
    <Empty
      mark="search"
      title={t('noHits')}
      actions={
        <Button onClick={() => store.getState().setFilter({ ...everyAsset, status: null })}>{t('showAll')}</Button>
      }
    >
      {t('noHitsText')}
    </Empty>
  );
  return (
    <>
      <SplitPane panelLabel={t('panel')} panel={panel}>
        <ViewHead title={t('assets')} count={total === undefined ? undefined : format.number(total)}>
          {newButton}
        </ViewHead>
        <AssetFilterBar
          store={store}
          searchField={searchField}
          menu={menu}
          onMenu={setMenu}
          onEnter={(text) => void enter(text)}
          onLeave={() => focusList(grid.current)}
        />
        {failure && <FailureBanner wide failure={failure} onRetry={() => store.getState().refresh()} />}
        {total === undefined && !failure && <SkeletonRows rows={8} />}
        {total === 0 && nothing}
        {isThere && <AssetGrid ref={grid} store={store} openId={openId} onOpen={show} onMoved={follow} />}
      </SplitPane>
      <AssetDialogs />
    </>
  );
};
