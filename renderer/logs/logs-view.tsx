/** Logs of this laptop: sources at the left, their lines merged by time, and what leads from a line to a ticket. */
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { Button, Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import {
  IconBookmark,
  IconClock,
  IconCopy,
  IconFilter,
  IconList,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerRecord,
  IconPlus,
  IconTextWrap,
  IconTicket,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useAllowed, useClient, useSessionStore } from '#renderer/api/session.tsx';
import { useQuery } from '#renderer/api/use-query.ts';
import { announce } from '#renderer/ui/announce.ts';
import { copyText } from '#renderer/ui/copy-text.ts';
import { Empty } from '#renderer/ui/empty.tsx';
import { FailureBanner, useFailureText } from '#renderer/ui/failure-banner.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFocusHome } from '#renderer/ui/use-focus-home.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useMoveCommands } from '#renderer/ui/use-move-commands.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import type { InputOf } from '#shared/contract/index.ts';
import type { Notice } from '#shared/contract/notice.ts';
import type { LogBookmark } from '#shared/logs/bookmark.ts';
import type { FilterContent, LogFilter } from '#shared/logs/filter.ts';
import { MAX_VIEW_FILTERS, MAX_WINDOW } from '#shared/logs/limits.ts';
import type { SourceRow } from '#shared/logs/source.ts';
import { BookmarksDialog } from './bookmarks-dialog.tsx';
import { useFilterFiles } from './filter-files.ts';
import { FilterDialog } from './filter-dialog.tsx';
import { Histogram, useHistogram } from './histogram.tsx';
import { LineDetail } from './line-detail.tsx';
import { LineList } from './line-list.tsx';
import { withSigns } from './line-text.ts';
import { needsDay } from './line-time.ts';
import { logsStore, selectionOf, type ChosenFilter } from './logs-store.ts';
import { SearchBar } from './search-bar.tsx';
import { SourceDialog } from './source-dialog.tsx';
import { SourcePane } from './source-pane.tsx';
import { TimeDialog } from './time-dialog.tsx';
import { useLineSearch } from './use-line-search.ts';
import { useLogView } from './use-log-view.ts';
import { useMakeTicket } from './use-make-ticket.ts';
import { useReach } from './use-reach.ts';
import classes from './logs.module.css';

/** Lines to each side that are taken along with one. */
const AROUND = 20;
/** From this width down the sources stand in a dialog. */
const NARROW = '(max-width: 1100px)';
const SHORT = '(max-height: 560px)';

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
  const failureText = useFailureText();
  const mayChoose = useAllowed('logs.choose');
  const mayManage = useAllowed('logs.manage');
  const mayCreate = useAllowed('tickets.create');
  const isNarrow = useMediaQuery(NARROW, undefined, { getInitialValueInEffect: false });
  const isShort = useMediaQuery(SHORT, undefined, { getInitialValueInEffect: false });
  const store = useSessionStore(logsStore);
  const state = useStore(store);
  const { levels, filters, search, focusRank, isFollowing, wraps, showsDetail } = state;
  const { value: list, failure: listFailure, refresh } = useQuery('logs.sources', {}, sourcesChanged);
  const { value: saved = none } = useQuery('logs.filters', {}, keptChanged);
  const { value: bookmarks = none } = useQuery('logs.bookmarks', {}, keptChanged);
  const [dialog, setDialog] = useState<OpenDialog>();
  const [pendingBookmark, setPendingBookmark] = useState<LogBookmark>();
  const grid = useRef<HTMLDivElement>(null);
  const searchField = useRef<HTMLInputElement>(null);
  useFocusHome(grid);

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
      if (pendingBookmark) {
        setPendingBookmark(undefined);
        void reach.toBookmark(pendingBookmark);
      } else if (!isFollowing && focusRank !== null && focusAt.current !== null) void reach.toTime(focusAt.current);
    },
  });
  const { viewId, lines } = view;
  const total = view.state?.total ?? 0;
  const focusLine = focusRank === null ? undefined : lines.line(focusRank);
  useEffect(() => {
    if (focusLine) focusAt.current = focusLine.at;
  }, [focusLine]);
  const focus = (rank: number, extend = false) => {
    state.focus(Math.max(0, Math.min(rank, total - 1)), total, extend);
  };
  const reach = useReach(viewId, total, focusRank, focus);
  const lineSearch = useLineSearch(viewId, view.state, wantedSearch);
  const shares = useHistogram(viewId, view.state);
  const makeTicket = useMakeTicket(viewId);
  const filterFiles = useFilterFiles(saved);
  const selection = selectionOf(state);
  const selectedCount = selection ? selection[1] - selection[0] + 1 : 0;

  // What was kept of a line is drawn on it.
  useEffect(() => client.onNotice((notice) => keptChanged(notice) && lines.change(total, 0)), [client, lines, total]);
  const leave = useEffectEvent(() => {
    for (const sourceId of chosen) void client.call('logs.seen', { sourceId });
  });
  useEffect(() => () => leave(), []);

  const isReading = view.state !== undefined && view.state.readBytes < view.state.totalBytes;
  const only = chosen.length === 1 ? names.get(chosen[0] ?? '') : undefined;
  const title = chosen.length === 0 ? t('title') : (only ?? t('merged', { count: chosen.length }));

  const move = (by: number) => {
    focus(focusRank === null ? total - 1 : focusRank + by);
    grid.current?.focus({ preventScroll: true });
  };
  const find = async (backwards: boolean) => {
    if (wantedSearch === null) {
      searchField.current?.focus();
      return;
    }
    const from = focusRank === null ? (backwards ? total - 1 : 0) : focusRank + (backwards ? -1 : 1);
    const found = await lineSearch.find(from, backwards);
    if (found === undefined) return;
    if (found === null) {
      announce({ tone: 'refused', text: t('noHit') });
      return;
    }
    if (found.isRound) announce({ tone: 'done', text: backwards ? t('roundEnd') : t('roundStart') });
    focus(found.rank);
  };
  /** The selected lines, or the one in focus with those around it. */
  const taken = (): InputOf<'logs.excerpt'>['lines'] | undefined => {
    if (!selection) return undefined;
    const [first, last] = selection;
    if (first === last) return { rank: first, around: AROUND };
    return { ranks: Array.from({ length: Math.min(MAX_WINDOW, last - first + 1) }, (_, index) => first + index) };
  };
  const copy = async () => {
    const wanted = taken();
    if (!wanted) return;
    const excerpt = await client.call('logs.excerpt', { viewId, lines: wanted });
    if (!excerpt.ok) {
      announce({ tone: 'refused', text: failureText(excerpt.failure) });
      return;
    }
    const count = excerpt.value.text.split('\n').filter((line) => line !== '').length;
    await copyText(excerpt.value.text, { done: t('copied', { count }), failed: t('copyFailed') });
  };
  const ticket = async () => {
    const wanted = taken();
    if (!wanted || !focusLine) return;
    const asset = sources.find(({ id }) => id === focusLine.sourceId)?.assetId ?? null;
    await makeTicket(focusLine, wanted, asset);
  };
  const bookmark = async () => {
    if (!focusLine) return;
    const answer =
      focusLine.bookmark === null
        ? await client.call('logs.bookmark', { viewId, rank: focusLine.rank, note: '' })
        : await client.call('logs.removeBookmark', { bookmarkId: focusLine.bookmark });
    if (!answer.ok) announce({ tone: 'refused', text: failureText(answer.failure) });
  };
  const toggleFollow = () => {
    if (isFollowing) state.pause(total);
    else state.follow();
  };
  const choose = (next: readonly string[]) => state.choose(next);
  const addFilter = (begun: Partial<FilterContent> = {}) => {
    if (filters.length >= MAX_VIEW_FILTERS)
      announce({ tone: 'refused', text: t('tooManyFilters', { count: MAX_VIEW_FILTERS }) });
    else setDialog({ kind: 'filter', begun: { ...begun, id: null } });
  };
  const applyFilter = (filter: ChosenFilter, before: string | null) => {
    const isThere = filters.some(({ id }) => id === before || id === filter.id);
    state.setFilters(
      isThere
        ? filters.map((each) => (each.id === before || each.id === filter.id ? filter : each))
        : [...filters, filter],
    );
    setDialog(undefined);
  };
  const useSaved = ({ id, name, kind, pattern, isRegex, matchesCase, field }: LogFilter, isUsed: boolean) =>
    state.setFilters(
      isUsed
        ? [...filters, { id, name, kind, pattern, isRegex, matchesCase, field, isOn: true }]
        : filters.filter((each) => each.id !== id),
    );
  const goToBookmark = (wanted: LogBookmark) => {
    setDialog(undefined);
    if (chosen.includes(wanted.sourceId)) void reach.toBookmark(wanted);
    else {
      setPendingBookmark(wanted);
      choose([wanted.sourceId]);
    }
  };

  const group = t('thisView');
  const needsLine = focusLine ? undefined : t('needsLine');
  const noLines = total === 0 ? t('noLinesYet') : undefined;
  useCommands('logs', [
    {
      id: 'logs.nextError',
      label: t('nextError'),
      group,
      key: 'e',
      unavailable: noLines,
      status: { order: 2, label: t('keys.error') },
      run: () => void reach.toLevel('error', false),
    },
    {
      id: 'logs.previousError',
      label: t('previousError'),
      group,
      key: 'shift+e',
      unavailable: noLines,
      run: () => void reach.toLevel('error', true),
    },
    {
      id: 'logs.search',
      label: t('search'),
      group,
      key: '/',
      status: { order: 3, label: t('keys.search') },
      run: () => searchField.current?.focus(),
    },
    { id: 'logs.nextHit', label: t('nextHit'), group, key: 'n', unavailable: noLines, run: () => void find(false) },
    {
      id: 'logs.previousHit',
      label: t('previousHit'),
      group,
      key: 'shift+n',
      unavailable: noLines,
      run: () => void find(true),
    },
    {
      id: 'logs.goToTime',
      label: `${t('goToTime')}…`,
      group,
      icon: IconClock,
      key: 'shift+g',
      unavailable: noLines ?? (shares?.to ? undefined : t('noTimes')),
      status: { order: 4, label: t('keys.time') },
      run: () => setDialog({ kind: 'time' }),
    },
    ...(mayChoose
      ? [
          {
            id: 'logs.bookmark',
            label: focusLine && focusLine.bookmark !== null ? t('unmark') : t('mark'),
            group,
            icon: IconBookmark,
            key: 'm',
            unavailable: needsLine,
            status: { order: 5, label: t('keys.mark') },
            run: () => void bookmark(),
          },
          {
            id: 'logs.add',
            label: `${t('addSource')}…`,
            group,
            icon: IconPlus,
            key: 'a',
            run: () => setDialog({ kind: 'source', source: undefined }),
          },
        ]
      : []),
    {
      id: 'logs.bookmarks',
      label: `${t('bookmarks')}…`,
      group,
      icon: IconBookmark,
      key: 'b',
      run: () => setDialog({ kind: 'bookmarks' }),
    },
    {
      id: 'logs.pause',
      label: isFollowing ? t('pause') : t('follow'),
      group,
      icon: isFollowing ? IconPlayerPause : IconPlayerPlay,
      key: 'p',
      status: { order: 6, label: isFollowing ? t('keys.pause') : t('keys.follow') },
      run: toggleFollow,
    },
    ...(mayCreate
      ? [
          {
            id: 'logs.ticket',
            label: t('makeTicket'),
            group,
            icon: IconTicket,
            key: 't',
            unavailable: needsLine,
            status: { order: 7, label: t('keys.ticket') },
            run: () => void ticket(),
          },
        ]
      : []),
    {
      id: 'logs.copy',
      label: selectedCount > 1 ? t('copySelected', { count: selectedCount }) : t('copyAround'),
      group,
      icon: IconCopy,
      key: 'c',
      unavailable: needsLine,
      run: () => void copy(),
    },
    {
      id: 'logs.wrap',
      label: wraps ? t('cutLines') : t('wrapLines'),
      group,
      icon: IconTextWrap,
      key: 'w',
      run: () => state.set({ wraps: !wraps }),
    },
    { id: 'logs.filter', label: `${t('addFilter')}…`, group, icon: IconFilter, key: 'f', run: () => addFilter() },
    { id: 'logs.sources', label: `${t('sources')}…`, group, icon: IconList, run: () => setDialog({ kind: 'sources' }) },
    {
      id: 'logs.detail',
      label: t('detail'),
      group,
      key: 'Enter',
      keyOnly: true,
      unavailable: needsLine,
      run: () => state.set({ showsDetail: !showsDetail }),
    },
  ]);
  useMoveCommands(
    'logs',
    { group, next: t('next'), previous: t('previous'), move: t('keys.line'), unavailable: noLines },
    move,
  );
  useCommands(
    'logs.line',
    [
      {
        id: 'logs.leaveLine',
        label: showsDetail ? t('closeDetail') : t('leaveLine'),
        group,
        key: 'Escape',
        keyOnly: true,
        run: () => {
          if (showsDetail) state.set({ showsDetail: false });
          else state.focus(null, total);
          grid.current?.focus({ preventScroll: true });
        },
      },
    ],
    { active: focusRank !== null },
  );

  const pane = list && (
    <SourcePane
      sources={sources}
      chosen={chosen}
      saved={saved}
      inUse={filters.map(({ id }) => id)}
      canChoose={mayChoose}
      canManage={mayManage}
      files={filterFiles}
      onChoose={choose}
      onAdd={() => setDialog({ kind: 'source', source: undefined })}
      onEdit={(source) => setDialog({ kind: 'source', source })}
      onUse={useSaved}
    />
  );
  const addButton = mayChoose && (
    <Button
      variant="filled"
      leftSection={<IconPlus size={16} stroke={1.6} aria-hidden />}
      rightSection={<KeyHint keys="a" />}
      onClick={() => setDialog({ kind: 'source', source: undefined })}
    >
      {t('addSource')}
    </Button>
  );
  const withDay = shares?.from && shares.to ? needsDay(shares.from, shares.to, new Date(now)) : false;
  return (
    <div className={classes['view']}>
      {!isNarrow && sources.length > 0 && (
        <section className={classes['pane']} aria-label={t('sources')}>
          {pane}
        </section>
      )}
      <div className={classes['main']}>
        <ViewHead title={title} count={view.state && t('lineCount', { count: total })}>
          {view.state && (
            <span className={classes['following']} data-on={isFollowing || undefined} role="status">
              {isFollowing ? (
                <IconPlayerRecord size={14} stroke={1.6} aria-hidden />
              ) : (
                <IconPlayerPause size={14} stroke={1.6} aria-hidden />
              )}
              {isFollowing ? t('following') : t('paused')}
            </span>
          )}
          {isNarrow && sources.length > 0 && (
            <Button
              leftSection={<IconList size={16} stroke={1.6} aria-hidden />}
              onClick={() => setDialog({ kind: 'sources' })}
            >
              {t('sources')}
            </Button>
          )}
          {view.state && (
            <>
              <Button
                className={classes['wide']}
                leftSection={<IconClock size={16} stroke={1.6} aria-hidden />}
                rightSection={<KeyHint keys="shift+g" />}
                disabled={!shares?.to}
                onClick={() => setDialog({ kind: 'time' })}
              >
                {t('goToTime')}
              </Button>
              <Button
                leftSection={
                  isFollowing ? (
                    <IconPlayerPause size={16} stroke={1.6} aria-hidden />
                  ) : (
                    <IconPlayerPlay size={16} stroke={1.6} aria-hidden />
                  )
                }
                rightSection={<KeyHint keys="p" />}
                onClick={toggleFollow}
              >
                {isFollowing ? t('pause') : t('follow')}
              </Button>
              {mayCreate && focusLine && (
                <Button
                  variant="filled"
                  leftSection={<IconTicket size={16} stroke={1.6} aria-hidden />}
                  rightSection={<KeyHint keys="t" />}
                  onClick={() => void ticket()}
                >
                  {t('makeTicket')}
                </Button>
              )}
            </>
          )}
        </ViewHead>
        {listFailure && <FailureBanner wide failure={listFailure} onRetry={refresh} />}
        {!list && !listFailure && <SkeletonRows rows={12} />}
        {list && sources.length === 0 && (
          <Empty mark="blank" title={t('empty')} actions={addButton}>
            {mayChoose ? t('emptyText') : t('emptyReadOnly')}
          </Empty>
        )}
        {list && sources.length > 0 && chosen.length === 0 && (
          <Empty
            mark="blank"
            title={t('noneChosen')}
            actions={isNarrow && <Button onClick={() => setDialog({ kind: 'sources' })}>{t('sources')}</Button>}
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
              onNext={(backwards) => void find(backwards)}
              onLeave={() => grid.current?.focus({ preventScroll: true })}
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
              <div className={classes['progress']}>
                <ProgressBar share={lineSearch.progress} label={t('searching')} />
                <span className="muted small num">
                  {t('searchingShare', { share: format.percent(lineSearch.progress) })}
                </span>
                <Button size="xs" onClick={lineSearch.stop}>
                  {t('stop')}
                </Button>
              </div>
            )}
            {isReading && view.state && (
              <div className={classes['progress']}>
                <ProgressBar share={view.state.readBytes / view.state.totalBytes} label={t('indexing')} />
                <span className="muted small num">
                  {t('indexingShare', {
                    share: format.percent(view.state.readBytes / view.state.totalBytes),
                    bytes: format.bytes(view.state.totalBytes),
                  })}
                </span>
                <Button
                  size="xs"
                  onClick={() =>
                    choose(chosen.filter((id) => sources.find((source) => source.id === id)?.state !== 'reading'))
                  }
                >
                  {t('stop')}
                </Button>
              </div>
            )}
            {!isShort && shares && (
              <Histogram shares={shares} at={focusLine?.at ?? null} onGo={(at) => void reach.toTime(at)} />
            )}
            {view.state && total === 0 && !isReading ? (
              <Empty mark="search" title={on.length > 0 || levels.length < 4 ? t('noneLeft') : t('noLines')}>
                {on.length > 0 || levels.length < 4 ? t('noneLeftText') : t('noLinesText')}
              </Empty>
            ) : (
              <LineList
                ref={grid}
                lines={lines}
                total={total}
                names={names}
                showsSource={chosen.length > 1}
                withDay={withDay}
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
            {showsDetail && focusLine && (
              <LineDetail
                line={focusLine}
                source={names.get(focusLine.sourceId) ?? ''}
                onFilter={addFilter}
                onCopy={() => void copy()}
                onClose={() => state.set({ showsDetail: false })}
              />
            )}
          </>
        )}
      </div>
      {dialog?.kind === 'sources' && (
        <Modal
          opened
          title={t('sources')}
          size={400}
          closeButtonProps={{ 'aria-label': ui('close') }}
          onClose={() => setDialog(undefined)}
        >
          <div className={classes['paneDialog']}>{pane}</div>
        </Modal>
      )}
      {dialog?.kind === 'source' && list && (
        <SourceDialog
          source={dialog.source}
          host={list.host}
          onDone={(source) => {
            if (!dialog.source) choose([...chosen, source.id]);
            setDialog(undefined);
            refresh();
          }}
          onClose={() => setDialog(undefined)}
        />
      )}
      {dialog?.kind === 'filter' && (
        <FilterDialog
          begun={dialog.begun}
          saved={saved}
          onDone={(filter) => applyFilter(filter, dialog.begun.id)}
          onClose={() => setDialog(undefined)}
        />
      )}
      {dialog?.kind === 'time' && shares?.to && (
        <TimeDialog newest={shares.to} onGo={reach.toTime} onClose={() => setDialog(undefined)} />
      )}
      {dialog?.kind === 'bookmarks' && (
        <BookmarksDialog
          bookmarks={bookmarks}
          names={names}
          onGo={goToBookmark}
          onDrop={mayChoose ? ({ id }) => void client.call('logs.removeBookmark', { bookmarkId: id }) : undefined}
          onClose={() => setDialog(undefined)}
        />
      )}
    </div>
  );
};
