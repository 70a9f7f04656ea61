/**
 * Logs of this laptop: sources at the left, their lines merged by time, and what leads from a line to a ticket. Route: `#/logs`;
 * `#/logs/<source id>/<generation>/<line>/<RFC 3339>` goes to that line.
 */
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { Button, Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useAllowed, useClient, useSessionStore } from '#renderer/api/session.tsx';
import { useQuery } from '#renderer/api/use-query.ts';
import { announce } from '#renderer/ui/announce.ts';
import { Empty } from '#renderer/ui/empty.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { replaceRoute, useRoute } from '#renderer/ui/route.ts';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { useFocusHome } from '#renderer/ui/use-focus-home.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import type { Notice } from '#shared/contract/notice.ts';
import type { FilterContent, LogFilter } from '#shared/logs/filter.ts';
import { MAX_VIEW_FILTERS } from '#shared/logs/limits.ts';
import { levels as allLevels } from '#shared/logs/line.ts';
import type { SourceRow } from '#shared/logs/source.ts';
import { BookmarksDialog } from './bookmarks-dialog.tsx';
import { useFilterFiles } from './filter-files.ts';
import { FilterDialog } from './filter-dialog.tsx';
import { Histogram, useHistogram } from './histogram.tsx';
import { LineDetail } from './line-detail.tsx';
import { LineList } from './line-list.tsx';
import { withSigns } from './line-text.ts';
import { needsDay } from './line-time.ts';
import { LogsHead } from './logs-head.tsx';
import { logsStore, selectionOf, type ChosenFilter } from './logs-store.ts';
import { ProgressRow } from './progress-row.tsx';
import { SearchBar } from './search-bar.tsx';
import { SourceDialog } from './source-dialog.tsx';
import { SourcePane } from './source-pane.tsx';
import { TimeDialog } from './time-dialog.tsx';
import { useLineActs } from './use-line-acts.ts';
import { useLineSearch } from './use-line-search.ts';
import { useLogsCommands } from './use-logs-commands.ts';
import { useLogView } from './use-log-view.ts';
import { useReach, type LinePlace } from './use-reach.ts';
import classes from './logs.module.css';

/** From this width down the sources stand in a dialog. */
const NARROW = '(max-width: 1100px)';
/** Up to this height lines matter more than when they were. */
const LOW = '(max-height: 660px)';

const sourcesChanged = ({ name }: Notice): boolean => name === 'logs.sources';
const keptChanged = ({ name }: Notice): boolean => name === 'logs.kept';
const none: readonly never[] = [];

type OpenDialog =
  | { readonly kind: 'source'; readonly source: SourceRow | undefined }
  | { readonly kind: 'filter'; readonly begun: Partial<FilterContent> & { readonly id: string | null } }
  | { readonly kind: 'time' | 'bookmarks' | 'sources' };

export const LogsView = () => {
  const { t } = useTranslation('logs');
  const { t: ui } = useTranslation('ui');
  const client = useClient();
  const format = useFormat();
  const now = useNow();
  const mayChoose = useAllowed('logs.choose');
  const mayManage = useAllowed('logs.manage');
  const mayCreate = useAllowed('tickets.create');
  const isNarrow = useMediaQuery(NARROW, undefined, { getInitialValueInEffect: false });
  const isLow = useMediaQuery(LOW, undefined, { getInitialValueInEffect: false });
  const state = useStore(useSessionStore(logsStore));
  const { levels, filters, search, focusRank, isFollowing, wraps, showsDetail } = state;
  const { value: list, failure: listFailure, refresh } = useQuery('logs.sources', {}, sourcesChanged);
  const { value: saved = none } = useQuery('logs.filters', {}, keptChanged);
  const { value: bookmarks = none } = useQuery('logs.bookmarks', {}, keptChanged);
  const [dialog, setDialog] = useState<OpenDialog>();
  const closeDialog = () => setDialog(undefined);
  /** Gone to as soon as its source is viewed. */
  const wantedLine = useRef<LinePlace>(undefined);
  const grid = useRef<HTMLDivElement>(null);
  const searchField = useRef<HTMLInputElement>(null);
  useFocusHome(grid);
  const focusGrid = () => grid.current?.focus({ preventScroll: true });

  const sources = list?.sources ?? none;
  const chosen = useMemo(() => {
    const wanted = state.chosen ?? sources.slice(0, 1).map(({ id }) => id);
    return wanted.filter((id) => sources.some((source) => source.id === id));
  }, [sources, state.chosen]);
  const names = useMemo(() => new Map(sources.map(({ id, name }) => [id, withSigns(name)])), [sources]);
  const on = useMemo(() => filters.filter(({ isOn }) => isOn).map(({ isOn: _isOn, ...filter }) => filter), [filters]);
  const wantedSearch = search.pattern === '' ? null : search;

  /** Where in time the line in focus is: another view of the same lines goes there. */
  const focusAt = useRef<string | null>(null);
  const view = useLogView({
    sourceIds: chosen,
    filters: on,
    levels,
    search: wantedSearch,
    onOpened: () => {
      const wanted = wantedLine.current;
      if (wanted) {
        wantedLine.current = undefined;
        void reach.toLine(wanted);
      } else if (!isFollowing && focusRank !== null && focusAt.current !== null) void reach.toTime(focusAt.current);
    },
  });
  const { viewId, lines } = view;
  const total = view.state?.total ?? 0;
  const line = focusRank === null ? undefined : lines.line(focusRank);
  useEffect(() => {
    if (line) focusAt.current = line.at;
  }, [line]);
  const focus = (rank: number, extend = false) => {
    if (total > 0) state.focus(Math.max(0, Math.min(rank, total - 1)), total, extend);
  };
  const reach = useReach(viewId, total, focusRank, focus);
  const lineSearch = useLineSearch(viewId, view.state, wantedSearch);
  const shares = useHistogram(viewId, view.state);
  const filterFiles = useFilterFiles(saved);
  const selection = selectionOf(state);
  const acts = useLineActs({ viewId, line, selection, sources });

  const redraw = useEffectEvent(() => lines.change(total, 0));
  // What was kept of a line is drawn on it.
  useEffect(() => client.onNotice((notice) => keptChanged(notice) && redraw()), [client]);
  const leaveSources = useEffectEvent(() => {
    for (const sourceId of chosen) void client.call('logs.seen', { sourceId });
  });
  useEffect(() => () => leaveSources(), []);

  const goToHit = async (backwards: boolean) => {
    if (wantedSearch === null) {
      searchField.current?.focus();
      return;
    }
    const from = focusRank === null ? (backwards ? total - 1 : 0) : focusRank + (backwards ? -1 : 1);
    const found = await lineSearch.find(from, backwards);
    if (found === null) announce({ tone: 'refused', text: t('noHit') });
    else if (found) {
      if (found.isRound) announce({ tone: 'done', text: backwards ? t('roundEnd') : t('roundStart') });
      focus(found.rank);
    }
  };
  const toggleFollow = () => (isFollowing ? state.pause(total) : state.follow());
  const addFilter = (begun: Partial<FilterContent> = {}) => {
    if (filters.length < MAX_VIEW_FILTERS) setDialog({ kind: 'filter', begun: { ...begun, id: null } });
    else announce({ tone: 'refused', text: t('tooManyFilters', { count: MAX_VIEW_FILTERS }) });
  };
  const applyFilter = (filter: ChosenFilter, before: string | null) => {
    const isIt = ({ id }: ChosenFilter) => id === before || id === filter.id;
    state.setFilters(filters.some(isIt) ? filters.map((each) => (isIt(each) ? filter : each)) : [...filters, filter]);
    closeDialog();
  };
  const applySaved = ({ id, name, kind, pattern, isRegex, matchesCase, field }: LogFilter, isUsed: boolean) =>
    state.setFilters(
      isUsed
        ? [...filters, { id, name, kind, pattern, isRegex, matchesCase, field, isOn: true }]
        : filters.filter((each) => each.id !== id),
    );
  const goToLine = (place: LinePlace) => {
    if (chosen.includes(place.sourceId) && view.state) void reach.toLine(place);
    else {
      wantedLine.current = place;
      if (!chosen.includes(place.sourceId)) state.choose([place.sourceId]);
    }
  };
  const [routeSource, routeGeneration, routeLine, routeAt] = useRoute().rest;
  const followRoute = useEffectEvent((place: LinePlace) => goToLine(place));
  const hasSource = sources.some(({ id }) => id === routeSource);
  useEffect(() => {
    if (routeSource === undefined || !hasSource) return;
    replaceRoute('logs');
    followRoute({
      sourceId: routeSource,
      generation: Number(routeGeneration),
      line: Number(routeLine),
      lineAt: routeAt ?? null,
    });
  }, [routeSource, routeGeneration, routeLine, routeAt, hasSource]);
  const addSource = () => setDialog({ kind: 'source', source: undefined });
  const showSources = () => setDialog({ kind: 'sources' });
  const goToTime = () => setDialog({ kind: 'time' });

  const hasTimes = typeof shares?.to === 'string';
  useLogsCommands({
    line,
    selectedCount: selection ? selection[1] - selection[0] + 1 : 0,
    hasLines: total > 0,
    hasTimes,
    isFollowing,
    wraps,
    showsDetail,
    hasFocus: focusRank !== null,
    move: (by) => {
      focus(focusRank === null ? total - 1 : focusRank + by);
      focusGrid();
    },
    goToError: (backwards) => void reach.toLevel('error', backwards),
    focusSearch: () => searchField.current?.focus(),
    goToHit: (backwards) => void goToHit(backwards),
    goToTime,
    bookmark: () => void acts.bookmark(),
    showBookmarks: () => setDialog({ kind: 'bookmarks' }),
    addSource,
    showSources,
    toggleFollow,
    makeTicket: () => void acts.makeTicket(),
    copy: () => void acts.copy(),
    toggleWrap: () => state.set({ wraps: !wraps }),
    addFilter: () => addFilter(),
    toggleDetail: () => state.set({ showsDetail: !showsDetail }),
    leave: () => {
      if (showsDetail) state.set({ showsDetail: false });
      else state.focus(null, total);
      focusGrid();
    },
  });

  const pane = list && (
    <SourcePane
      sources={sources}
      chosen={chosen}
      saved={saved}
      inUse={filters.map(({ id }) => id)}
      canChoose={mayChoose}
      canManage={mayManage}
      files={filterFiles}
      onChoose={state.choose}
      onAdd={addSource}
      onEdit={(source) => setDialog({ kind: 'source', source })}
      onUse={applySaved}
    />
  );
  const [onlyId] = chosen;
  const isReading = view.state !== undefined && view.state.readBytes < view.state.totalBytes;
  const isNarrowed = on.some(({ kind }) => kind !== 'mark') || levels.length < allLevels.length;
  return (
    <div className={classes['view']}>
      {!isNarrow && sources.length > 0 && (
        <section className={classes['pane']} aria-label={t('sources')}>
          {pane}
        </section>
      )}
      <div className={classes['main']}>
        <LogsHead
          title={
            onlyId === undefined
              ? t('title')
              : chosen.length === 1
                ? (names.get(onlyId) ?? t('title'))
                : t('merged', { count: chosen.length })
          }
          total={view.state?.total}
          isFollowing={isFollowing}
          onToggleFollow={toggleFollow}
          onSources={isNarrow && sources.length > 0 ? showSources : undefined}
          onTime={hasTimes ? goToTime : undefined}
          onTicket={mayCreate && line ? () => void acts.makeTicket() : undefined}
        />
        {listFailure && <FailureBanner wide failure={listFailure} onRetry={refresh} />}
        {!list && !listFailure && <SkeletonRows rows={12} />}
        {list && sources.length === 0 && (
          <Empty
            mark="blank"
            title={t('empty')}
            actions={
              mayChoose && (
                <Button
                  variant="filled"
                  leftSection={<IconPlus size={16} stroke={1.6} aria-hidden />}
                  rightSection={<KeyHint keys="a" />}
                  onClick={addSource}
                >
                  {t('addSource')}
                </Button>
              )
            }
          >
            {mayChoose ? t('emptyText') : t('emptyReadOnly')}
          </Empty>
        )}
        {sources.length > 0 && chosen.length === 0 && (
          <Empty
            mark="blank"
            title={t('noneChosen')}
            actions={isNarrow && <Button onClick={showSources}>{t('sources')}</Button>}
          >
            {t('noneChosenText')}
          </Empty>
        )}
        {chosen.length > 0 && (
          <>
            <SearchBar
              field={searchField}
              search={search}
              count={lineSearch.count}
              isWrong={lineSearch.failure !== undefined}
              onSearch={state.look}
              onNext={(backwards) => void goToHit(backwards)}
              onLeave={focusGrid}
              levels={{ chosen: levels, counts: view.state?.levels, onToggle: state.toggleLevel }}
              chips={{
                filters,
                onChange: state.setFilters,
                onEdit: (filter) => setDialog({ kind: 'filter', begun: filter }),
                onAdd: () => addFilter(),
              }}
            />
            {view.failure && <FailureBanner wide failure={view.failure} onRetry={view.reopen} />}
            {lineSearch.failure && <FailureBanner wide failure={lineSearch.failure} />}
            {lineSearch.progress !== undefined && lineSearch.progress > 0 && (
              <ProgressRow
                label={t('searching')}
                share={lineSearch.progress}
                words={t('searchingShare', { share: format.percent(lineSearch.progress) })}
                onStop={lineSearch.stop}
              />
            )}
            {isReading && view.state && (
              <ProgressRow
                label={t('indexing')}
                share={view.state.readBytes / view.state.totalBytes}
                words={t('indexingShare', {
                  share: format.percent(view.state.readBytes / view.state.totalBytes),
                  bytes: format.bytes(view.state.totalBytes),
                })}
                onStop={() =>
                  state.choose(chosen.filter((id) => sources.find((each) => each.id === id)?.state !== 'reading'))
                }
              />
            )}
            {!isLow && shares && (
              <Histogram shares={shares} at={line?.at ?? null} onGo={(at) => void reach.toTime(at)} />
            )}
            {view.state && total === 0 && !isReading ? (
              <Empty mark={isNarrowed ? 'search' : 'blank'} title={isNarrowed ? t('noneLeft') : t('noLines')}>
                {isNarrowed ? t('noneLeftText') : t('noLinesText')}
              </Empty>
            ) : (
              <LineList
                ref={grid}
                lines={lines}
                total={total}
                names={names}
                showsSource={chosen.length > 1}
                withDay={shares?.from && shares.to ? needsDay(shares.from, shares.to, new Date(now)) : false}
                wraps={wraps}
                focusRank={focusRank}
                selection={selection}
                isFollowing={isFollowing}
                newLines={Math.max(0, total - state.pausedAt)}
                onFollow={state.follow}
                onPause={() => state.pause(total)}
                onFocus={focus}
                onOpen={() => state.set({ showsDetail: true })}
              />
            )}
            {showsDetail && line && (
              <LineDetail
                line={line}
                source={names.get(line.sourceId) ?? ''}
                onFilter={addFilter}
                onCopy={() => void acts.copy()}
                onClose={() => state.set({ showsDetail: false })}
              />
            )}
          </>
        )}
      </div>
      {dialog?.kind === 'sources' && (
        <Modal opened title={t('sources')} closeButtonProps={{ 'aria-label': ui('close') }} onClose={closeDialog}>
          <div className={classes['paneDialog']}>{pane}</div>
        </Modal>
      )}
      {dialog?.kind === 'source' && list && (
        <SourceDialog
          source={dialog.source}
          host={list.host}
          onDone={(source) => {
            if (!dialog.source) state.choose([...chosen, source.id]);
            closeDialog();
            refresh();
          }}
          onClose={closeDialog}
        />
      )}
      {dialog?.kind === 'filter' && (
        <FilterDialog
          begun={dialog.begun}
          saved={saved}
          onDone={(filter) => applyFilter(filter, dialog.begun.id)}
          onClose={closeDialog}
        />
      )}
      {dialog?.kind === 'time' && shares?.to && (
        <TimeDialog newest={shares.to} onGo={reach.toTime} onClose={closeDialog} />
      )}
      {dialog?.kind === 'bookmarks' && (
        <BookmarksDialog
          bookmarks={bookmarks}
          names={names}
          onGo={(bookmark) => {
            closeDialog();
            goToLine(bookmark);
          }}
          onDrop={mayChoose ? ({ id }) => void client.call('logs.removeBookmark', { bookmarkId: id }) : undefined}
          onClose={closeDialog}
        />
      )}
    </div>
  );
};
